package io.skein.cli.files;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Program;
import io.skein.cli.command.Terminal;
import io.skein.cli.text.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Types commands behind {@code skein log}, and keeps what they print. */
final class Typing {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    ExitCode run(String... words) {
        return run(out, words);
    }

    ExitCode run(OutputStream to, String... words) {
        CommandLine root = new CommandLine(Grammar.of("log", ""));
        LogVerbs.noun()
                .verbs()
                .forEach(verb -> {
                    CommandLine command = new CommandLine(verb.grammar());
                    root.addSubcommand(command.getCommandName(), command);
                });
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Program(root, new Terminal(InputStream.nullInputStream(), to, errors, Map.of()))
                .run(words);
    }
}
