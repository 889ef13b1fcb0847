package io.skein.scenarios.node;

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
 * @param faults in the order of their numbers
 * @param faultNanos how long the faults last
 * @param clients how many clients send and read
 */
record Plan(
        NodeSettings settings,
        Terms terms,
        Weather weather,
        List<Fault> faults,
        long faultNanos,
        int clients) {
    /** The name of the node's machine. */
    static final String NODE = "node";

    /** Where its clients connect. */
    static final int PORT = 7070;

    private static final int FAULTS_MAX = 40;
    private static final double QUIET_RUN = 0.1;

    static Plan draw(World world) {
        Gen gen = world.gen("plan");
        long faultNanos = gen.between(5, 30) * Seat.SECOND;
        return new Plan(
                settings(world.gen("settings")),
                new Terms(
                        gen.chance(0.25) ? Passing.AS_BYTES : Passing.AS_OBJECTS,
                        1 << gen.between(0, 5)),
                gen.flag() ? Weather.calm() : weather(gen),
                faults(world.gen("faults"), faultNanos),
                faultNanos,
                gen.between(2, 5));
    }

    /** Bad, but such that something gets through. */
    private static Weather weather(Gen gen) {
        return new Weather(
                10_000L << gen.between(0, 8),
                10_000L << gen.between(0, 9),
                Seat.SECOND,
                gen.flag() ? 0 : 1.0 / (1 << gen.between(7, 12)),
                gen.between(Seat.SECOND / 10, 5 * Seat.SECOND),
                gen.flag() ? 0 : 1.0 / (1 << gen.between(7, 12)),
                gen.between(Seat.SECOND / 2, 10 * Seat.SECOND),
                gen.between(1, 60 * Seat.SECOND));
    }

    private static NodeSettings settings(Gen gen) {
        String dirs = gen.chance(0.3) ? "disk-a,disk-b" : "disk-a";
        Map<String, String> given =
                Map.of(
                        "node.id",
                        "1",
                        "listeners",
                        NODE + ":" + PORT,
                        "node.listeners",
                        NODE + ":7071",
                        "operations.listeners",
                        NODE + ":7072",
                        "log.dirs",
                        dirs,
                        "partition.lanes",
                        Integer.toString(gen.between(1, 3)),
                        "segment.bytes",
                        Integer.toString(1 << gen.between(10, 16)),
                        "index.interval.bytes",
                        Integer.toString(gen.pick(0, 256, 4_096)));
        return switch (NodeSettings.read(List.of(Source.of("scenario", given)), 2)) {
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
                gen.pick(usual.undurableBytesMax(), 64L << 10),
                tailBytes,
                Math.max(tailBytes, gen.pick(0L, 8L << 10, usual.tailBytesMax())),
                gen.pick(4096, 64 << 10, usual.stagingBytes()),
                gen.pick(usual.readsMax(), 4),
                gen.pick(usual.openFilesMax(), 8),
                gen.pick(50 * Seat.MILLI, Seat.SECOND, usual.recoveryPointsNanos()),
                gen.pick(usual.recoveryBytesMax(), 4_000L),
                gen.pick(usual.reserveBytes(), 2_000L),
                gen.pick(DiskGuard.NONE, new DiskGuard(90, 85, 0), new DiskGuard(95, 60, 3_000)),
                journal(gen));
    }

    private static JournalSettings journal(Gen gen) {
        return new JournalSettings(
                gen.pick(List.of(Use.values())), gen.pick(16 << 10, 64 << 10), gen.pick(2, 4, 16));
    }

    private static List<Fault> faults(Gen gen, long faultNanos) {
        Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
        for (Fault.Kind kind : Fault.Kind.values()) if (gen.flag()) kinds.add(kind);
        List<Fault.Kind> drawn = new ArrayList<>(kinds);
        List<Fault> faults = new ArrayList<>();
        if (drawn.isEmpty() || gen.chance(QUIET_RUN)) return faults;
        int count = 1 + (int) gen.skewed(10, FAULTS_MAX);
        for (int number = 0; number < count; number++) {
            faults.add(new Fault(number, gen.between(0, faultNanos), gen.pick(drawn)));
        }
        return faults;
    }
}
