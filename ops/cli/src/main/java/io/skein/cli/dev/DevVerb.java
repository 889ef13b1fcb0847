package io.skein.cli.dev;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.node.NodeRun;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.Source;
import io.skein.foundation.settings.ValueTypes;
import io.skein.server.settings.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code skein dev}: a node in this process, several nodes as processes of their own, or one of
 * those in this process.
 */
public final class DevVerb implements Verb {
    private static final int PORT = 7070;
    private static final List<String> LISTENERS =
            List.of("listeners", "node.listeners", "operations.listeners");

    /** The disk of who tries it out is often rather full, and has room enough all the same. */
    private static final Source DISK =
            Source.of("skein dev", Map.of("disk.full.percent", "99", "disk.resume.percent", "98"));

    private static final Opt<Integer> FIRST_PORT =
            Opt.of(
                    "--port",
                    "NUMBER",
                    ValueTypes.INT,
                    "Port for clients; the next two are for nodes and operations. Default: 7070; 0"
                            + " takes free ones, of a single node.");
    private static final Opt<Integer> NODES =
            Opt.of(
                    DevWords.NODES,
                    "COUNT",
                    ValueTypes.INT,
                    "So many nodes, 1 to 9, each a process with ports of its own, ten apart."
                            + " Default: 1, in this process.");
    private static final Opt<Integer> NODE =
            Opt.of(
                    DevWords.NODE,
                    "NUMBER",
                    ValueTypes.INT,
                    "Only this node of such a cluster, in this process: one that ended, or one"
                            + " more.");

    @Override
    public CommandSpec grammar() {
        String help = "Run one or several nodes here, for trying things out.";
        return Grammar.of(this, "dev", help)
                .addOption(NODES.spec())
                .addOption(NODE.spec())
                .addOption(NodeRun.DATA_DIR.spec())
                .addOption(FIRST_PORT.spec())
                .addOption(NodeRun.SET.specOfMany())
                .addOption(
                        Opt.flag(
                                DevWords.STOP_WITH_INPUT,
                                "Stop in order when standard input ends."));
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        Optional<Integer> node = typed.get(NODE);
        int nodes = typed.get(NODES).orElse(1);
        ensureRange(DevWords.NODES, nodes, DevCluster.NODES_MAX);
        node.ifPresent(number -> ensureRange(DevWords.NODE, number, DevCluster.NODE_MAX));
        if (node.isPresent() && typed.get(NODES).isPresent()) {
            throw Complaint.usage("--node and --nodes exclude each other");
        }
        if (typed.has(DevWords.STOP_WITH_INPUT)) InputWatch.begin(terminal.in());
        if (node.isPresent()) return runOneOf(node.get(), typed, terminal);
        return nodes == 1 ? runAlone(typed, terminal) : runAll(nodes, typed, terminal);
    }

    private static void ensureRange(String option, int number, int max) {
        if (number >= 1 && number <= max) return;
        throw Complaint.usage("%s is 1 to %d, not %d".formatted(option, max, number));
    }

    private static ExitCode runAlone(Typed typed, Terminal terminal) {
        NodeSettings settings = NodeRun.read(sources(typed, terminal), terminal);
        settings.logDirs().forEach(StartChecks::ensureHoldsNoCluster);
        return NodeRun.run(settings, terminal);
    }

    private static ExitCode runAll(int nodes, Typed typed, Terminal terminal) {
        String folder = folder(typed, terminal);
        Optional<DevCluster> before = DevMark.read(folder);
        int usual = before.map(DevCluster::port).orElse(PORT);
        int port = typed.get(FIRST_PORT).orElse(usual);
        ensureRange("--port with --nodes " + nodes, port, DevCluster.portMax(nodes));
        DevCluster cluster = new DevCluster(folder, port, nodes);
        // Else each node would say for itself what is wrong with the settings of all.
        NodeSettings _ = NodeRun.read(sources(cluster, 1, typed, terminal), terminal);
        StartChecks.ensureHolds(cluster, before);
        StartChecks.ensureFree(cluster);
        if (before.isEmpty()) DevMark.write(cluster);
        String usualFolder = NodeRun.read(List.of(), terminal).logDirs().getFirst();
        DevWords words = new DevWords(cluster, usualFolder, typed.all(NodeRun.SET));
        return new DevNodes(words, Screen.of(terminal)).run();
    }

    private static ExitCode runOneOf(int node, Typed typed, Terminal terminal) {
        if (typed.get(FIRST_PORT).isPresent()) {
            throw Complaint.usage("--node takes no --port: the cluster says where each node is");
        }
        String folder = folder(typed, terminal);
        DevCluster cluster =
                DevMark.read(folder)
                        .orElseThrow(() ->
                                Complaint.failed(
                                        folder
                                                + " holds no cluster; one begins with: ./skein dev"
                                                + " --nodes 3"));
        if (cluster.port() > DevCluster.portMax(node)) {
            throw Complaint.usage("node " + node + " would have ports above 65535");
        }
        return NodeRun.run(
                NodeRun.read(sources(cluster, node, typed, terminal), terminal), terminal);
    }

    /** The one folder in which all nodes have theirs. */
    private static String folder(Typed typed, Terminal terminal) {
        List<String> folders = NodeRun.read(sources(typed, terminal), terminal).logDirs();
        if (folders.size() == 1) return folders.getFirst();
        throw Complaint.usage("nodes share one folder, not " + String.join(", ", folders));
    }

    private static List<Source> sources(Typed typed, Terminal terminal) {
        List<Source> sources = new ArrayList<>(NodeRun.typed(typed));
        typed.get(FIRST_PORT).ifPresent(port -> sources.add(ports(port)));
        sources.add(NodeRun.environment(terminal));
        sources.add(DISK);
        return sources;
    }

    private static List<Source> sources(
            DevCluster cluster, int node, Typed typed, Terminal terminal) {
        List<Source> sources = new ArrayList<>(NodeRun.typed(typed));
        sources.add(NodeRun.environment(terminal));
        sources.forEach(StartChecks::ensureForAll);
        sources.addFirst(Source.of(DevWords.NODE, cluster.settings(node)));
        sources.add(DISK);
        return sources;
    }

    private static Source ports(int port) {
        int max = DevCluster.portMax(1);
        if (port < 0 || port > max) {
            throw Complaint.usage("--port is 0 to " + max + ", not " + port);
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
