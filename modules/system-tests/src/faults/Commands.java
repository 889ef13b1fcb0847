import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line, as whoever runs the cluster would type it. */
record Commands(Path skein, List<String> addresses) {
    /** Returns what it printed; it has to end well. */
    String run(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(skein.toString()));
        all.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .redirectInput(new File("/dev/null"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.put("SKEIN_BUILD", "never");
        environment.put("SKEIN_BOOTSTRAP", String.join(",", addresses));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.onExit().join().exitValue();
        if (code == 0) return said;
        throw new Faults.Failed(
                "skein %s ended with %d: %s".formatted(String.join(" ", words), code, said));
    }
}
