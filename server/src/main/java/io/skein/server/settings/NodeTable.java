package io.skein.server.settings;

import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.Limit;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.Setting;
import io.skein.foundation.settings.SettingsTable;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import io.skein.raft.core.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every setting there is. Its rows give parsing, help and the reference page. */
public final class NodeTable {
    private static final long DAY_MILLIS = 86_400_000L;

    static final Setting<List<String>> ROLES =
            Setting.of(
                    "process.roles",
                    ValueTypes.listOf(
                            ValueTypes.choice(
                                    "controller or broker",
                                    List.of("controller", "broker"),
                                    role -> role)),
                    List.of("controller", "broker"),
                    "What the node does: keep the metadata (controller), hold partitions"
                            + " (broker).");

    static final Setting<HostPort> LISTENER =
            Setting.of(
                    "listeners",
                    ValueTypes.HOST_PORT,
                    new HostPort("127.0.0.1", 7070),
                    "Where clients connect. Loopback only, unless you name another address. Port 0"
                            + " takes a free one.");

    static final Setting<Optional<HostPort>> ADVERTISED =
            Setting.of(
                    "advertised.listeners",
                    ValueTypes.optional(ValueTypes.HOST_PORT),
                    Optional.empty(),
                    "The address that clients are told; the one of listeners if empty.");

    static final Setting<HostPort> NODE_LISTENER =
            Setting.of(
                    "node.listeners",
                    ValueTypes.HOST_PORT,
                    new HostPort("127.0.0.1", 7071),
                    "Where other nodes connect. Never for clients.");

    static final Setting<HostPort> OPERATIONS_LISTENER =
            Setting.of(
                    "operations.listeners",
                    ValueTypes.HOST_PORT,
                    new HostPort("127.0.0.1", 7072),
                    "Where probes and Prometheus connect, by plain HTTP.");

    static final Setting<Optional<HostPort>> ADVERTISED_NODE =
            Setting.of(
                    "advertised.node.listeners",
                    ValueTypes.optional(ValueTypes.HOST_PORT),
                    Optional.empty(),
                    "The address that other nodes are told; the one of controller.quorum.voters or"
                            + " of node.listeners if empty.");

    static final Setting<List<Seat.Configured>> VOTERS =
            Setting.of(
                    "controller.quorum.voters",
                    ValueTypes.listOf(
                            new ValueType<>(
                                    "node@host:port",
                                    NodeTable::voter,
                                    voter -> voter.nodeId() + "@" + voter.address())),
                    List.of(),
                    "The first controllers, as in 1@a:7071,2@b:7071,3@c:7071, the same on every"
                            + " node; once there is a cluster, where others are found. This node"
                            + " alone if empty.");

    static final Setting<List<String>> LOG_DIRS =
            Setting.of(
                            "log.dirs",
                            ValueTypes.listOf(ValueTypes.TEXT),
                            List.of("skein-data"),
                            "Data directories; the first also holds the metadata.")
                    .within(Limit.that("at least one directory", dirs -> !dirs.isEmpty()));

    static final Setting<Long> RESERVE =
            Setting.of(
                            "disk.reserve.bytes",
                            ValueTypes.BYTES,
                            64L << 20,
                            "Room on each disk that partitions leave to the metadata.")
                    .within(Limit.between(0L, 1L << 40));

    static final Setting<Integer> FULL_PERCENT =
            Setting.of(
                            "disk.full.percent",
                            ValueTypes.INT,
                            90,
                            "Producers are refused once so much of a disk is taken, by whomever;"
                                    + " 100 is never.")
                    .within(Limit.between(1, 100));

    static final Setting<Integer> RESUME_PERCENT =
            Setting.of(
                            "disk.resume.percent",
                            ValueTypes.INT,
                            85,
                            "And are served again once less than this is taken; not above"
                                    + " disk.full.percent.")
                    .within(Limit.between(1, 100));

    static final Setting<Long> METADATA_RESERVE =
            Setting.of(
                            "metadata.reserve.bytes",
                            ValueTypes.BYTES,
                            16L << 20,
                            "Put by in a file beside the metadata log for when others have filled"
                                    + " its disk; up to 4 MiB of it also in each data directory.")
                    .within(Limit.between(0L, 1L << 30));

    static final Setting<Integer> PARTITION_LANES =
            Setting.of(
                            "partition.lanes",
                            ValueTypes.INT,
                            0,
                            "How many threads own partitions; 0 takes one for every two"
                                    + " processors.")
                    .within(Limit.between(0, 256));

    static final Setting<Long> DRAIN_WAIT =
            Setting.of(
                            "controlled.shutdown.max.wait.ms",
                            ValueTypes.MILLIS,
                            10_000L,
                            "How long a node that is told to stop waits for others to take over"
                                    + " what it leads; 0 does not wait.")
                    .within(Limit.between(0L, 3_600_000L));

    static final Setting<Long> MESSAGE_LIMIT =
            Setting.of(
                            "grpc.message.max.bytes",
                            ValueTypes.BYTES,
                            16L << 20,
                            "Largest single gRPC message that clients may send.")
                    .within(Limit.between(64L << 10, 128L << 20));

    static final Setting<Integer> PARTITIONS =
            Setting.of(
                            "num.partitions",
                            ValueTypes.INT,
                            1,
                            "Partitions of a topic that is created without saying how many.")
                    .within(Limit.between(1, TopicSettings.PARTITIONS_MAX));

    static final Setting<Integer> REPLICATION_FACTOR =
            Setting.of(
                            "default.replication.factor",
                            ValueTypes.INT,
                            0,
                            "Replicas of a topic created without saying how many; 0 takes up to"
                                    + " three.")
                    .within(Limit.between(0, 100));

    static final Setting<Long> RETENTION_CHECK =
            Setting.of(
                            "log.retention.check.interval.ms",
                            ValueTypes.MILLIS,
                            300_000L,
                            "How often logs are looked through for old segments.")
                    .within(Limit.between(100L, DAY_MILLIS));

    static final Setting<Long> REPLICA_LAG =
            Setting.of(
                            "replica.lag.time.max.ms",
                            ValueTypes.MILLIS,
                            10_000L,
                            "A replica that has not had all that its leader has for so long is not"
                                    + " in sync any more.")
                    .within(Limit.between(100L, DAY_MILLIS));

    static final Setting<Long> PRODUCER_EXPIRY =
            Setting.of(
                            "producer.id.expiration.ms",
                            ValueTypes.MILLIS,
                            DAY_MILLIS,
                            "A partition forgets an idempotent producer that sent nothing for so"
                                    + " long.")
                    .within(Limit.between(1_000L, 365 * DAY_MILLIS));

    static final Setting<Long> COMPACTION_CHECK =
            Setting.of(
                            "log.cleaner.backoff.ms",
                            ValueTypes.MILLIS,
                            15_000L,
                            "How often logs are looked through for what is worth compacting.")
                    .within(Limit.between(100L, DAY_MILLIS));

    static final Setting<Long> COMPACTION_MEMORY =
            Setting.of(
                            "log.cleaner.dedupe.buffer.size",
                            ValueTypes.BYTES,
                            32L << 20,
                            "Memory for the keys of the log that is being compacted, for each data"
                                    + " directory.")
                    .within(Limit.between(64L << 10, 16L << 30));

    static final Setting<Long> COMPACTION_SPEED =
            Setting.of(
                            "log.cleaner.io.max.bytes.per.second",
                            ValueTypes.BYTES,
                            64L << 20,
                            "Most bytes a second that compaction reads in a data directory; it"
                                    + " writes no more than that.")
                    .within(Limit.between(64L << 10, 1L << 40));

    /** All rows, in the order of the reference page. */
    public static final SettingsTable TABLE = new SettingsTable(rows());

    private static List<Setting<?>> rows() {
        List<Setting<?>> rows =
                new ArrayList<>(
                        List.of(
                                NodeNumber.ID,
                                NodeNumber.FROM,
                                ROLES,
                                LISTENER,
                                ADVERTISED,
                                NODE_LISTENER,
                                OPERATIONS_LISTENER,
                                ADVERTISED_NODE,
                                VOTERS,
                                LOG_DIRS,
                                RESERVE,
                                FULL_PERCENT,
                                RESUME_PERCENT,
                                METADATA_RESERVE,
                                PARTITION_LANES,
                                DRAIN_WAIT,
                                MESSAGE_LIMIT,
                                PARTITIONS,
                                REPLICATION_FACTOR,
                                RETENTION_CHECK,
                                PRODUCER_EXPIRY,
                                REPLICA_LAG,
                                COMPACTION_CHECK,
                                COMPACTION_MEMORY,
                                COMPACTION_SPEED));
        rows.addAll(LayoutTable.ROWS);
        rows.addAll(TopicTable.ROWS);
        return rows;
    }

    private static Parsed<Seat.Configured> voter(String text) {
        int at = text.indexOf('@');
        if (at < 0) return new Parsed.Bad<>("not a voter like 1@host:7071");
        return ValueTypes.INT
                .parse(text.substring(0, at))
                .then(node ->
                        HostPort.parse(text.substring(at + 1))
                                .then(address -> voter(node, address)));
    }

    private static Parsed<Seat.Configured> voter(int node, HostPort address) {
        if (node < 0 || node > NodeNumber.MAX) {
            return new Parsed.Bad<>("not a voter: nodes are numbered 0 to " + NodeNumber.MAX);
        }
        if (address.port() == 0) return new Parsed.Bad<>("not a voter: port 0 is no address");
        return new Parsed.Good<>(new Seat.Configured(node, address.toString()));
    }

    private NodeTable() {}
}
