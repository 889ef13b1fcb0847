package io.skein.server.settings;

import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.Outcome;
import io.skein.foundation.settings.Settings;
import io.skein.foundation.settings.Source;
import io.skein.protocol.WireBounds;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import io.skein.storage.DiskGuard;
import io.skein.storage.StorageSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is set for one node, checked. Immutable.
 *
 * @param listener where clients connect; port 0, here and below, takes a free one
 * @param advertised where clients are told to connect, if that is elsewhere
 * @param nodeListener where other nodes connect
 * @param operationsListener where probes and Prometheus connect
 * @param advertisedNode where other nodes are told to connect, if that is elsewhere
 * @param voters the first controllers; none if the node is to be one alone
 * @param drainNanosMax how long it waits for others to take over what it leads, before it stops
 * @param partitionLanes how many lanes own partitions
 * @param mailboxMax most tasks that wait at one lane
 * @param messageBytesMax largest gRPC message
 * @param rhythm how often logs are looked through
 * @param layout how partitions are kept spread
 */
public record NodeSettings(
        int nodeId,
        List<String> roles,
        HostPort listener,
        Optional<HostPort> advertised,
        HostPort nodeListener,
        HostPort operationsListener,
        Optional<HostPort> advertisedNode,
        List<Seat.Configured> voters,
        List<String> logDirs,
        long drainNanosMax,
        int partitionLanes,
        int mailboxMax,
        int messageBytesMax,
        Rhythm rhythm,
        LayoutSettings layout,
        TopicSettings topics,
        StorageSettings storage,
        RaftSettings raft) {
    private static final int MAILBOX_MAX = 16_384;
    private static final int PROPOSAL_BYTES_MAX = 8 << 20;

    public NodeSettings {
        roles = List.copyOf(roles);
        voters = List.copyOf(voters);
        logDirs = List.copyOf(logDirs);
    }

    /** What came of reading the settings. */
    public sealed interface Read {
        record Good(NodeSettings settings) implements Read {}

        /** All that is wrong, one line each. */
        record Bad(List<String> problems) implements Read {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads the settings of a node.
     *
     * @param processors how many there are, for what is sized by them
     */
    public static Read read(List<Source> strongestFirst, int processors) {
        return switch (NodeTable.TABLE.resolve(strongestFirst)) {
            case Outcome.Invalid(List<String> problems) -> new Read.Bad(problems);
            case Outcome.Valid(Settings settings) -> {
                List<String> problems = problemsWith(settings);
                yield problems.isEmpty()
                        ? new Read.Good(of(settings, processors))
                        : new Read.Bad(problems);
            }
        };
    }

    private static NodeSettings of(Settings settings, int processors) {
        int lanes = settings.get(NodeTable.PARTITION_LANES);
        return new NodeSettings(
                NodeNumber.of(settings),
                settings.get(NodeTable.ROLES),
                settings.get(NodeTable.LISTENER),
                settings.get(NodeTable.ADVERTISED),
                settings.get(NodeTable.NODE_LISTENER),
                settings.get(NodeTable.OPERATIONS_LISTENER),
                settings.get(NodeTable.ADVERTISED_NODE),
                settings.get(NodeTable.VOTERS),
                settings.get(NodeTable.LOG_DIRS),
                settings.get(NodeTable.DRAIN_WAIT) * 1_000_000,
                lanes > 0 ? lanes : Math.max(1, processors / 2),
                MAILBOX_MAX,
                (int) (long) settings.get(NodeTable.MESSAGE_LIMIT),
                new Rhythm(
                        settings.get(NodeTable.RETENTION_CHECK) * 1_000_000,
                        settings.get(NodeTable.COMPACTION_CHECK) * 1_000_000,
                        settings.get(NodeTable.PRODUCER_EXPIRY),
                        settings.get(NodeTable.REPLICA_LAG) * 1_000_000),
                LayoutTable.read(settings),
                new TopicSettings(settings),
                StorageSettings.DEFAULT
                        .withReserve(settings.get(NodeTable.RESERVE))
                        .withGuard(guard(settings)),
                RaftSettings.defaults().withProposalBytes(PROPOSAL_BYTES_MAX));
    }

    private static DiskGuard guard(Settings settings) {
        return new DiskGuard(
                settings.get(NodeTable.FULL_PERCENT),
                settings.get(NodeTable.RESUME_PERCENT),
                (int) (long) settings.get(NodeTable.METADATA_RESERVE));
    }

    private static List<String> problemsWith(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.get(NodeTable.ROLES).size() != 2) {
            problems.add("process.roles: a node is both controller and broker in this version");
        }
        NodeNumber.contradiction(settings).ifPresent(problems::add);
        problems.addAll(QuorumProblems.of(settings));
        Optional<HostPort> advertised = settings.get(NodeTable.ADVERTISED);
        String host = settings.get(NodeTable.LISTENER).host();
        if (advertised.isEmpty() && (host.equals("0.0.0.0") || host.equals("[::]"))) {
            problems.add(
                    "advertised.listeners: must be given, since clients cannot connect to %s"
                            .formatted(host));
        }
        if (advertised.filter(address -> address.port() == 0).isPresent()) {
            problems.add("advertised.listeners: clients cannot connect to port 0");
        }
        int full = settings.get(NodeTable.FULL_PERCENT);
        int resume = settings.get(NodeTable.RESUME_PERCENT);
        if (resume > full) {
            problems.add(
                    ("disk.resume.percent=%d: must not be above disk.full.percent=%d, or producers"
                                    + " would be refused and served in turns")
                            .formatted(resume, full));
        }
        overlap(settings.get(NodeTable.LOG_DIRS)).ifPresent(problems::add);
        tooLargeBatch(settings).ifPresent(problems::add);
        return problems;
    }

    /** A batch that a topic would take, but that no message could bring. */
    private static Optional<String> tooLargeBatch(Settings settings) {
        long batch = settings.get(TopicTable.BATCH_LIMIT);
        long message = settings.get(NodeTable.MESSAGE_LIMIT);
        long needed = batch + WireBounds.AROUND_BATCH_BYTES;
        if (needed <= message) return Optional.empty();
        return Optional.of(
                ("max.message.bytes=%s: such a batch does not fit"
                                + " grpc.message.max.bytes=%s; raise grpc.message.max.bytes to"
                                + " %d or lower max.message.bytes to %d")
                        .formatted(
                                TopicTable.BATCH_LIMIT.show(batch),
                                NodeTable.MESSAGE_LIMIT.show(message),
                                needed,
                                message - WireBounds.AROUND_BATCH_BYTES));
    }

    /** A directory inside another would be taken for something that lies about there. */
    private static Optional<String> overlap(List<String> dirs) {
        List<Path> places = dirs.stream().map(NodeSettings::place).toList();
        for (int inner = 0; inner < places.size(); inner++) {
            for (int outer = 0; outer < places.size(); outer++) {
                if (inner == outer || !places.get(inner).startsWith(places.get(outer))) continue;
                return Optional.of(
                        "log.dirs: %s and %s are not apart"
                                .formatted(dirs.get(outer), dirs.get(inner)));
            }
        }
        return Optional.empty();
    }

    private static Path place(String dir) {
        return Path.of(dir).toAbsolutePath().normalize();
    }

    /** Where others reach the node, if it listens on exactly the ports that are set. */
    public Addresses addresses() {
        return addresses(listener.port(), nodeListener.port());
    }

    /** Where others reach the node, if these are the ports that it got. */
    public Addresses addresses(int clientPort, int nodePort) {
        HostPort own = new HostPort(listener.host(), clientPort);
        return new Addresses(
                advertised.orElse(own).toString(),
                advertisedNode.orElse(new HostPort(nodeListener.host(), nodePort)).toString());
    }

    /** The same node with other storage limits; for tests and simulations that need them small. */
    public NodeSettings with(StorageSettings other) {
        return new NodeSettings(
                nodeId,
                roles,
                listener,
                advertised,
                nodeListener,
                operationsListener,
                advertisedNode,
                voters,
                logDirs,
                drainNanosMax,
                partitionLanes,
                mailboxMax,
                messageBytesMax,
                rhythm,
                layout,
                topics,
                other,
                raft);
    }
}
