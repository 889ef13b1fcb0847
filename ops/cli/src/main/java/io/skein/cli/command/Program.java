package io.skein.cli.command;

import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.Shown;
import io.skein.client.SkeinException;
import io.skein.client.UnknownOutcomeException;
import io.skein.foundation.settings.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * From words to a verb that runs. Everything that can go wrong ends as one line on standard error
 * and an exit code; a stack trace is left to bugs of ours.
 */
public final class Program {
    private final CommandLine commands;
    private final Terminal terminal;

    /** {@code commands} holds every command, each with its {@link Verb} as user object. */
    public Program(CommandLine commands, Terminal terminal) {
        this.commands = commands;
        this.terminal = terminal;
    }

    /** Runs what the words ask for. */
    public ExitCode run(String... words) {
        try {
            return run(commands.parseArgs(words));
        } catch (ParameterException wrong) {
            return complain(Complaint.usage(explained(wrong)));
        } catch (Complaint complaint) {
            return complain(complaint);
        } catch (SkeinException told) {
            boolean open = told instanceof UnknownOutcomeException;
            String line = Shown.text(String.valueOf(told.getMessage()));
            return complain(new Complaint(open ? ExitCode.UNKNOWN : ExitCode.FAILED, line));
        }
    }

    private ExitCode run(ParseResult parsed) {
        Typed typed = new Typed(parsed);
        CommandSpec spec = typed.command().commandSpec();
        if (typed.command().isUsageHelpRequested()) {
            print(spec.commandLine().getUsageMessage());
            return ExitCode.OK;
        }
        if (typed.command().isVersionHelpRequested()) {
            print(String.join("\n", spec.version()) + "\n");
            return ExitCode.OK;
        }
        if (spec.userObject() instanceof Verb verb) return verb.run(typed, terminal);
        terminal.err().print(spec.commandLine().getUsageMessage());
        return ExitCode.USAGE;
    }

    private void print(String text) {
        try {
            terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Complaint.unwritable(e);
        }
    }

    private ExitCode complain(Complaint complaint) {
        if (!complaint.line().isEmpty()) terminal.err().println("skein: " + complaint.line());
        return complaint.code();
    }

    private static String explained(ParameterException wrong) {
        CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        String help = spec.qualifiedName(" ") + " --help";
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, spec) + " (see: " + help + ")";
        }
        List<String> left = wrong.getCommandLine().getUnmatchedArguments();
        if (wrong instanceof MissingParameterException && !left.isEmpty()) {
            String word = Shown.text(left.getFirst());
            return "unknown option '%s'; a name that begins with - comes behind -- (see: %s)"
                    .formatted(word, help);
        }
        String what = Shown.text(String.valueOf(wrong.getMessage()));
        return Character.toLowerCase(what.charAt(0)) + what.substring(1) + " (see: " + help + ")";
    }

    private static String unmatched(UnmatchedArgumentException wrong, CommandSpec spec) {
        String word = Shown.text(wrong.getUnmatched().getFirst());
        String kind = spec.subcommands().isEmpty() ? "argument" : "command";
        String what = "unknown " + (wrong.isUnknownOption() ? "option" : kind) + " '" + word + "'";
        return Nearest.to(word, known(spec, wrong.isUnknownOption()))
                .map(near -> what + ", did you mean " + near + "?")
                .orElse(what);
    }

    private static List<String> known(CommandSpec spec, boolean options) {
        return List.copyOf(options ? spec.optionsMap().keySet() : spec.subcommands().keySet());
    }
}
