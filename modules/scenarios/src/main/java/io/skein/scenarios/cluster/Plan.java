package io.skein.scenarios.cluster;

import io.skein.foundation.Check;
import io.skein.foundation.settings.Source;
import io.skein.scenarios.client.Seat;
import io.skein.scenarios.wire.Passing;
import io.skein.scenarios.wire.Terms;
import io.skein.server.settings.NodeSettings;
import io.skein.simulation.Gen;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import io.skein.storage.DiskGuard;
import io.skein.storage.JournalSettings;
import io.skein.storage.JournalSettings.Use;
import io.skein.storage.StorageSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything about a run that is drawn before it begins.
 *
 * @param nodes the settings of each
 * @param voters how many of them vote: the first
 * @param isEncoded whether what nodes say of replicas passes through its bytes
 * @param faults in the order of their numbers
 * @param faultNanos how long the faults last
 * @param clients how many clients send and read
 */
record Plan(
        List<NodeSettings> nodes,
        int voters,
        Terms terms,
        boolean isEncoded,
        Weather weather,
        List<Fault> faults,
        long faultNanos,
        int clients) {
    /** Where clients connect. */
    static final int PORT = 7070;

    private static final int NODE_PORT = 7071;
    private static final int FAULTS_MAX = 60;
    private static final String YEAR_MILLIS = "31536000000";
    private static final double QUIET_RUN = 0.1;

    /** Faults that few of the others come to by chance. */
    private static final List<Fault.Kind> MADE =
            List.of(Fault.Kind.HEIRS_POWER_CUT, Fault.Kind.LATE_WORD);

    static Plan draw(World world) {
        Gen gen = world.gen("plan");
        long faultNanos = gen.between(5, 30) * Seat.SECOND;
        int nodes = 1 + gen.weighted(1, 2, 12, 4, 3, 1);
        int voters = 1 + 2 * gen.between(0, (Math.min(nodes, 5) - 1) / 2);
        return new Plan(
                settings(world, nodes, voters),
                voters,
                new Terms(
                        gen.chance(0.2) ? Passing.AS_BYTES : Passing.AS_OBJECTS,
                        1 << gen.between(0, 5)),
                gen.chance(0.25),
                gen.flag() ? Weather.calm() : weather(gen),
                faults(world.gen("faults"), faultNanos),
                faultNanos,
                gen.between(2, 6));
    }

    static String host(int node) {
        return "n" + node;
    }

    /** Bad, but such that something gets through. */
    private static Weather weather(Gen gen) {
        return new Weather(
                10_000L << gen.between(0, 7),
                10_000L << gen.between(0, 8),
                Seat.SECOND / 2,
                gen.flag() ? 0 : 1.0 / (1 << gen.between(8, 13)),
                gen.between(Seat.SECOND / 10, 4 * Seat.SECOND),
                gen.flag() ? 0 : 1.0 / (1 << gen.between(8, 13)),
                gen.between(Seat.SECOND / 2, 8 * Seat.SECOND),
                gen.between(1, 30 * Seat.SECOND));
    }

    private static List<NodeSettings> settings(World world, int nodes, int voters) {
        Gen gen = world.gen("settings");
        Gen layout = world.gen("layout");
        String checkSeconds = Integer.toString(layout.between(1, 20));
        String movesMax = Integer.toString(layout.between(1, 3));
        List<String> quorum = new ArrayList<>();
        for (int i = 1; i <= voters; i++) quorum.add(i + "@" + host(i) + ":" + NODE_PORT);
        String lagMillis = Integer.toString(gen.pick(2_000, 5_000, 10_000));
        List<NodeSettings> all = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            all.add(
                    settings(
                            gen,
                            i,
                            Map.of(
                                    "controller.quorum.voters",
                                    String.join(",", quorum),
                                    "replica.lag.time.max.ms",
                                    lagMillis,
                                    "leader.imbalance.check.interval.seconds",
                                    checkSeconds,
                                    "reassignment.partitions.per.broker.max",
                                    movesMax,
                                    "producer.id.expiration.ms",
                                    YEAR_MILLIS,
                                    "broker.rack",
                                    layout.pick("", "rack-1", "rack-2"))));
        }
        return all;
    }

    private static NodeSettings settings(Gen gen, int node, Map<String, String> common) {
        Map<String, String> own =
                Map.of(
                        "node.id",
                        Integer.toString(node),
                        "listeners",
                        host(node) + ":" + PORT,
                        "node.listeners",
                        host(node) + ":" + NODE_PORT,
                        "operations.listeners",
                        host(node) + ":7072",
                        "log.dirs",
                        gen.chance(0.2) ? "disk-a,disk-b" : "disk-a",
                        "partition.lanes",
                        Integer.toString(gen.between(1, 3)),
                        "segment.bytes",
                        Integer.toString(1 << gen.between(10, 16)),
                        "index.interval.bytes",
                        Integer.toString(gen.pick(0, 256, 4_096)));
        List<Source> sources = List.of(Source.of("scenario", own), Source.of("scenario", common));
        return switch (NodeSettings.read(sources, 2)) {
            case NodeSettings.Read.Good(NodeSettings settings) -> settings.with(storage(gen));
            case NodeSettings.Read.Bad(List<String> problems) ->
                    throw Check.unreachable("the settings are good: " + problems);
        };
    }

    private static StorageSettings storage(Gen gen) {
        StorageSettings usual = StorageSettings.DEFAULT;
        int tailBytes = gen.pick(0, 1 << 10, 16 << 10, usual.logTailBytesMax());
        return new StorageSettings(
                usual.batchBytesMax(),
                usual.undurableBytesMax(),
                tailBytes,
                Math.max(tailBytes, gen.pick(0L, 8L << 10, usual.tailBytesMax())),
                gen.pick(4096, usual.stagingBytes()),
                gen.pick(usual.readsMax(), 4),
                gen.pick(usual.openFilesMax(), 8),
                gen.pick(50 * Seat.MILLI, Seat.SECOND, usual.recoveryPointsNanos()),
                gen.pick(usual.recoveryBytesMax(), 4_000L),
                usual.reserveBytes(),
                gen.pick(DiskGuard.NONE, new DiskGuard(90, 85, 0)),
                new JournalSettings(
                        gen.pick(List.of(Use.values())),
                        gen.pick(16 << 10, 64 << 10),
                        gen.pick(2, 4, 16)));
    }

    private static List<Fault> faults(Gen gen, long faultNanos) {
        Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (!MADE.contains(kind) && gen.flag()) kinds.add(kind);
        }
        List<Fault.Kind> drawn = new ArrayList<>(kinds);
        List<Fault> faults = new ArrayList<>();
        if (drawn.isEmpty() || gen.chance(QUIET_RUN)) return faults;
        int count = 1 + (int) gen.skewed(15, FAULTS_MAX);
        for (int number = 0; number < count; number++) {
            faults.add(new Fault(number, gen.between(0, faultNanos), gen.pick(drawn)));
        }
        for (Fault.Kind kind : MADE) {
            while (gen.flag() && faults.size() < FAULTS_MAX) {
                faults.add(new Fault(faults.size(), gen.between(0, faultNanos), kind));
            }
        }
        return faults;
    }
}
