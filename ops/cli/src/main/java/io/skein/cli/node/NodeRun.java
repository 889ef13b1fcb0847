package io.skein.cli.node;

import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.Version;
import io.skein.foundation.settings.Source;
import io.skein.foundation.settings.ValueTypes;
import io.skein.server.boot.NodeProcess;
import io.skein.server.settings.NodeSettings;
import io.skein.server.settings.NodeSettings.Read;
import io.skein.server.settings.NodeTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From settings to a node that runs. */
public final class NodeRun {
    /** The option that outdoes every other way to say a setting. */
    public static final Opt<String> SET =
            Opt.of(
                    "--set",
                    "KEY=VALUE",
                    ValueTypes.TEXT,
                    "Give a setting this value; may be given several times, and outdoes all else.");

    /** The option that says where the data lies. */
    public static final Opt<String> DATA_DIR =
            Opt.of(
                    "--data-dir",
                    "FOLDER",
                    ValueTypes.TEXT,
                    "Where the data lies, as log.dirs says. Made if missing.");

    /** Variables that are for the command itself, and no settings of a node. */
    private static final List<String> OWN_VARIABLES =
            List.of("SKEIN_BOOTSTRAP", "SKEIN_BUILD", "SKEIN_HEAP", "SKEIN_JAVA_HOME", "SKEIN_JVM");

    /** The settings that say which node it is. */
    private static final List<String> NUMBERS = List.of("node.id", "node.id.from");

    private NodeRun() {}

    /** What was typed as {@link #SET} and {@link #DATA_DIR}, the strongest first. */
    public static List<Source> typed(Typed typed) {
        List<Source> sources = new ArrayList<>(List.of(Source.flags(typed.all(SET))));
        typed.get(DATA_DIR)
                .ifPresent(at -> sources.add(Source.of("--data-dir", Map.of("log.dirs", at))));
        return sources;
    }

    /** What was set in the environment. */
    public static Source environment(Terminal terminal) {
        return Source.environment(terminal.environment(), OWN_VARIABLES);
    }

    /** The number of the node that the environment is for, if it names one. */
    public static Optional<Integer> number(Terminal terminal) {
        List<Source.Given> given =
                environment(terminal).given().stream()
                        .filter(each -> NUMBERS.contains(each.name()) && !each.value().isBlank())
                        .toList();
        if (given.isEmpty()) return Optional.empty();
        return switch (NodeSettings.read(List.of(new Source(given, List.of())), 1)) {
            case Read.Bad(List<String> problems) -> throw Complaint.usage(problems.getFirst());
            case Read.Good(NodeSettings settings) -> Optional.of(settings.nodeId());
        };
    }

    /** The settings of a node; tells all that is wrong with them before it throws. */
    public static NodeSettings read(List<Source> strongestFirst, Terminal terminal) {
        int processors = Runtime.getRuntime().availableProcessors();
        return switch (NodeSettings.read(strongestFirst, processors)) {
            case Read.Bad(List<String> problems) -> {
                problems.forEach(problem -> terminal.err().println("skein: " + problem));
                throw Complaint.usage("not started: the settings are wrong");
            }
            case Read.Good(NodeSettings settings) -> settings;
        };
    }

    /** Runs it in this process, until it is told to stop. */
    public static ExitCode run(NodeSettings settings, Terminal terminal) {
        PrintStream out = new PrintStream(terminal.out(), true);
        int code = NodeProcess.run(settings, Version.number(), out);
        return code == NodeProcess.EXIT_OK ? ExitCode.OK : ExitCode.FAILED;
    }

    static String[] settingsHelp() {
        return NodeTable.TABLE.help().stream()
                .map(line -> "  " + line.replace("%", "%%"))
                .toArray(String[]::new);
    }
}
