package io.skein.cli;

import io.skein.cli.command.Terminal;
import io.skein.cli.text.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The program as it is typed, in this process, and what it said the last time. */
final class Typed {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    ExitCode run(String words) {
        return run(words, Map.of());
    }

    ExitCode run(String words, Map<String, String> environment) {
        out.reset();
        err.reset();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(InputStream.nullInputStream(), out, errors, environment);
        String[] each = words.isEmpty() ? new String[0] : words.split(" ");
        return Skein.program(terminal).run(each);
    }

    /** On standard output. */
    String answer() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** On standard error. */
    String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
