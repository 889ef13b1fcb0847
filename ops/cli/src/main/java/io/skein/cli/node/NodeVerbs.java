package io.skein.cli.node;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.Source;
import io.skein.foundation.settings.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein dev} and {@code skein start}: a node in this process, until it is told to stop. */
public final class NodeVerbs {
    private static final Opt<String> SET =
            Opt.of(
                    "--set",
                    "KEY=VALUE",
                    ValueTypes.TEXT,
                    "Give a setting this value; may be given several times, and outdoes all else.");
    private static final Opt<String> DATA_DIR =
            Opt.of(
                    "--data-dir",
                    "FOLDER",
                    ValueTypes.TEXT,
                    "Where the data lies, as log.dirs says. Made if missing.");

    private NodeVerbs() {}

    /** All of them. */
    public static List<Verb> all() {
        return List.of(new Dev(), new Start());
    }

    private static ExitCode run(List<Source> strongestFirst, Typed typed, Terminal terminal) {
        List<Source> sources = new ArrayList<>();
        sources.add(Source.flags(typed.all(SET)));
        Optional<String> folder = typed.get(DATA_DIR);
        folder.ifPresent(at -> sources.add(Source.of("--data-dir", Map.of("log.dirs", at))));
        sources.addAll(strongestFirst);
        return NodeRun.run(sources, terminal);
    }

    private static final class Dev implements Verb {
        private static final int PORT_MAX = 65_533;
        private static final List<String> LISTENERS =
                List.of("listeners", "node.listeners", "operations.listeners");

        /** The disk of who tries it out is often rather full, and has room enough all the same. */
        private static final Map<String, String> DISK =
                Map.of("disk.full.percent", "99", "disk.resume.percent", "98");

        private static final Opt<Integer> PORT =
                Opt.of(
                        "--port",
                        "NUMBER",
                        ValueTypes.INT,
                        "Port for clients; the next two are for nodes and operations. Default:"
                                + " 7070; 0 takes free ones.");

        @Override
        public CommandSpec grammar() {
            return Grammar.of(this, "dev", "Run a single node here, for trying things out.")
                    .addOption(DATA_DIR.spec())
                    .addOption(PORT.spec())
                    .addOption(SET.specOfMany());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            List<Source> sources = new ArrayList<>();
            typed.get(PORT).ifPresent(port -> sources.add(ports(port)));
            sources.add(NodeRun.environment(terminal));
            sources.add(Source.of("skein dev", DISK));
            return NodeVerbs.run(sources, typed, terminal);
        }

        private static Source ports(int port) {
            if (port < 0 || port > PORT_MAX) {
                throw Complaint.usage("--port is 0 to " + PORT_MAX + ", not " + port);
            }
            Map<String, String> listeners = new TreeMap<>();
            for (int i = 0; i < LISTENERS.size(); i++) {
                listeners.put(
                        LISTENERS.get(i),
                        new HostPort("127.0.0.1", port == 0 ? 0 : port + i).toString());
            }
            return Source.of("--port", listeners);
        }
    }

    private static final class Start implements Verb {
        private static final Opt<String> CONFIG =
                Opt.of(
                        "--config",
                        "FILE",
                        ValueTypes.TEXT,
                        "A properties file. Settings in the environment (SKEIN_LOG_DIRS is"
                                + " log.dirs) outdo it.");

        @Override
        public CommandSpec grammar() {
            CommandSpec spec =
                    Grammar.of(this, "start", "Run a node as its settings say.")
                            .addOption(CONFIG.spec())
                            .addOption(DATA_DIR.spec())
                            .addOption(SET.specOfMany());
            spec.usageMessage().footer(NodeRun.settingsHelp());
            return spec;
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            List<Source> sources = new ArrayList<>(List.of(NodeRun.environment(terminal)));
            typed.get(CONFIG).ifPresent(file -> sources.add(ConfigFile.read(file)));
            return NodeVerbs.run(sources, typed, terminal);
        }
    }
}
