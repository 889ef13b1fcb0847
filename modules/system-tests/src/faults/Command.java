import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** Other programs that do something to the machine. */
final class Command {
    private Command() {}

    /** Returns when it has done it; what it refuses cannot be done here. */
    static void run(String... words) throws IOException {
        Process process =
                new ProcessBuilder(words)
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        int code = process.onExit().join().exitValue();
        if (code == 0) return;
        throw new Faults.Cannot(String.join(" ", List.of(words)) + ": " + said);
    }
}
