package io.skein.cli.node;

import io.skein.cli.command.Terminal;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.Version;
import io.skein.foundation.settings.Source;
import io.skein.server.boot.NodeProcess;
import io.skein.server.settings.NodeSettings;
import io.skein.server.settings.NodeSettings.Read;
import io.skein.server.settings.NodeTable;
import java.io.PrintStream;
import java.util.List;

/** From settings to a node that runs. */
final class NodeRun {
    /** Variables that are for the command itself, and no settings of a node. */
    private static final List<String> OWN_VARIABLES =
            List.of("SKEIN_BOOTSTRAP", "SKEIN_BUILD", "SKEIN_HEAP", "SKEIN_JAVA_HOME", "SKEIN_JVM");

    private NodeRun() {}

    static ExitCode run(List<Source> strongestFirst, Terminal terminal) {
        int processors = Runtime.getRuntime().availableProcessors();
        return switch (NodeSettings.read(strongestFirst, processors)) {
            case Read.Bad(List<String> problems) -> {
                problems.forEach(problem -> terminal.err().println("skein: " + problem));
                throw Complaint.usage("not started: the settings are wrong");
            }
            case Read.Good(NodeSettings settings) -> {
                PrintStream out = new PrintStream(terminal.out(), true);
                int code = NodeProcess.run(settings, Version.number(), out);
                yield code == NodeProcess.EXIT_OK ? ExitCode.OK : ExitCode.FAILED;
            }
        };
    }

    static Source environment(Terminal terminal) {
        return Source.environment(terminal.environment(), OWN_VARIABLES);
    }

    static String[] settingsHelp() {
        return NodeTable.TABLE.help().stream()
                .map(line -> "  " + line.replace("%", "%%"))
                .toArray(String[]::new);
    }
}
