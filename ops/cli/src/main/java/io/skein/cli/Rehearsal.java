package io.skein.cli;

import io.skein.cli.command.Terminal;
import io.skein.cli.text.ExitCode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts a node and runs the client commands against it, for the JVMs of both to watch: what they
 * have seen is in their ahead-of-time caches from then on, and they start several times as fast.
 * Not for users; the script runs it when it has built. Data goes to {@code rehearsal} right here.
 */
final class Rehearsal {
    private static final int LINES = 20_000;
    private static final int PORT_MAX = 65_000;
    private static final long STOP_SECONDS_MAX = 60;

    private final String address;

    private Rehearsal(int port) {
        address = "localhost:" + port;
    }

    /** {@code node} is the command that runs {@link Skein}. Exits with 0 if everything worked. */
    public static void main(String[] node) throws IOException, InterruptedException {
        Libraries.prepare(List.of("topics"));
        int port = freePort();
        List<String> words = new ArrayList<>(List.of(node));
        words.addAll(List.of("dev", "--data-dir", "rehearsal", "--port", Integer.toString(port)));
        Process process =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        boolean worked;
        try (BufferedReader out = process.inputReader()) {
            // Its first line says that it is ready; there is none if it cannot start.
            worked = out.readLine() != null && new Rehearsal(port).allWork();
        } finally {
            process.destroy();
            boolean _ = process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        }
        System.exit(worked ? 0 : 1);
    }

    private static int freePort() throws IOException {
        // The node takes the next two as well. If one of them is taken there is no cache, no more.
        try (ServerSocket socket = new ServerSocket(0)) {
            return Math.min(socket.getLocalPort(), PORT_MAX);
        }
    }

    private boolean allWork() {
        String lines = "key:a line of text\n".repeat(LINES);
        String count = Integer.toString(LINES);
        return works("", "topics", "create", "a", "--partitions", "3")
                && works("", "topics", "list")
                && works("", "topics", "list", "-o", "json")
                && works("", "topics", "describe", "a")
                && works("one\n", "produce", "a")
                && works(lines, "produce", "a", "--key-separator", ":")
                && works("", "consume", "a", "--from-beginning", "-n", count, "--print-key")
                && works("", "consume", "a", "--from-beginning", "-n", "10", "-o", "json")
                && works("", "nodes")
                && works("", "log", "dump", "rehearsal", "--records")
                && works("", "topics", "delete", "a")
                && works("", "--help");
    }

    private boolean works(String in, String... words) {
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        OutputStream.nullOutputStream(),
                        System.err,
                        Map.of("SKEIN_BOOTSTRAP", address));
        return Skein.program(terminal).run(words) == ExitCode.OK;
    }
}
