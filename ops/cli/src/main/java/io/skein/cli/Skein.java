package io.skein.cli;

import io.skein.cli.client.ConsumeVerb;
import io.skein.cli.client.Contact;
import io.skein.cli.client.DoctorVerb;
import io.skein.cli.client.NodesVerb;
import io.skein.cli.client.ProduceVerb;
import io.skein.cli.client.QuorumVerb;
import io.skein.cli.client.ReassignVerbs;
import io.skein.cli.client.RestartVerbs;
import io.skein.cli.client.TopicVerbs;
import io.skein.cli.command.Grammar;
import io.skein.cli.command.Noun;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Program;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Verb;
import io.skein.cli.dev.DevVerb;
import io.skein.cli.files.LogVerbs;
import io.skein.cli.node.StartVerb;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.Version;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where the command {@code skein} starts: all its commands, in the order of its help. */
public final class Skein {
    private static final List<Noun> NOUNS =
            List.of(
                    TopicVerbs.noun(),
                    ReassignVerbs.noun(),
                    LogVerbs.noun(),
                    CompletionVerb.noun());

    private Skein() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] words) {
        Libraries.prepare(List.of(words));
        Terminal terminal =
                new Terminal(
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        System.err,
                        System.getenv());
        System.exit(program(terminal).run(words).number());
    }

    /** All commands, with nothing typed yet. */
    static Program program(Terminal terminal) {
        return new Program(commands(), terminal);
    }

    private static CommandLine commands() {
        CommandLine root = new CommandLine(root());
        List.of(new DevVerb(), new StartVerb()).forEach(verb -> add(root, verb));
        add(root, NOUNS.getFirst());
        List.of(new ProduceVerb(), new ConsumeVerb()).forEach(verb -> add(root, verb));
        CommandLine nodes = add(root, new NodesVerb());
        RestartVerbs.all().forEach(verb -> add(nodes, verb));
        List.of(new QuorumVerb(), new DoctorVerb()).forEach(verb -> add(root, verb));
        NOUNS.stream().skip(1).forEach(noun -> add(root, noun));
        return root;
    }

    private static CommandSpec root() {
        CommandSpec spec =
                Grammar.of("skein", "A partitioned, replicated, durable log for events.")
                        .addOption(OutputForm.OPTION.spec())
                        .addOption(Contact.OPTION.spec())
                        .addOption(
                                OptionSpec.builder("--version", "-V")
                                        .versionHelp(true)
                                        .type(boolean.class)
                                        .description("Print the version.")
                                        .build());
        spec.version("skein " + Version.number() + " (Java " + Runtime.version() + ")");
        Stream<String> codes =
                Stream.of(ExitCode.values())
                        .map(code -> "  " + code.number() + "  " + code.meaning());
        spec.usageMessage()
                .footer(Stream.concat(Stream.of("", "Exit codes:"), codes).toArray(String[]::new));
        return spec;
    }

    private static void add(CommandLine parent, Noun noun) {
        CommandLine command = new CommandLine(Grammar.of(noun.name(), noun.description()));
        noun.verbs().forEach(verb -> add(command, verb));
        parent.addSubcommand(noun.name(), command);
    }

    private static CommandLine add(CommandLine parent, Verb verb) {
        CommandSpec spec = verb.grammar();
        CommandLine command = new CommandLine(spec);
        parent.addSubcommand(spec.name(), command);
        return command;
    }
}
