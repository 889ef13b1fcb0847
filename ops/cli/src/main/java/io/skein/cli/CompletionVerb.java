package io.skein.cli;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Noun;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein completion bash}: what a shell needs to complete commands and options. */
final class CompletionVerb implements Verb {
    static Noun noun() {
        return new Noun(
                "completion",
                "Print what a shell needs to complete commands.",
                List.of(new CompletionVerb()));
    }

    @Override
    public CommandSpec grammar() {
        String help = "For bash: eval \"$(skein completion bash)\"";
        return Grammar.of(this, "bash", help);
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        CommandLine root = typed.command().commandSpec().root().commandLine();
        try {
            String script = AutoComplete.bash("skein", root);
            terminal.out().write(script.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Complaint.unwritable(e);
        }
        return ExitCode.OK;
    }
}
