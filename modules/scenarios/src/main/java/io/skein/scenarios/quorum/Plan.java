package io.skein.scenarios.quorum;

import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.VoterSet;
import io.skein.simulation.Gen;
import io.skein.simulation.Weather;
import io.skein.simulation.World;
import io.skein.storage.DiskGuard;
import io.skein.storage.JournalSettings;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.StorageSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about a run that is drawn before it begins.
 *
 * @param controllers how many nodes the settings name as voters
 * @param observers how many more there are
 * @param isEncoded whether every message passes through its bytes
 * @param isRough whether the faults begin before there is a cluster
 * @param faultNanos how long the faults last
 * @param proposeNanos about how long a client waits between two proposals
 * @param changeNanos about how long the operator waits between two changes of the voters
 */
record Plan(
        int controllers,
        int observers,
        RaftSettings raft,
        LogSettings log,
        StorageSettings storage,
        boolean isEncoded,
        Weather weather,
        List<Fault> faults,
        boolean isRough,
        long faultNanos,
        int clients,
        long proposeNanos,
        long changeNanos) {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    private static final int FAULTS_MAX = 60;
    private static final double CALM_RUN = 0.25;
    private static final double UNSEEN = 0.3;

    static Plan draw(World world) {
        Gen gen = world.gen("plan");
        long faultNanos = gen.between(4, 16) * SECOND;
        RaftSettings raft = raft(world.gen("raft settings"));
        int controllers = 1 + gen.weighted(1, 1, 6, 2, 3);
        int observers = gen.weighted(3, 1, 1);
        LogSettings log = log(gen);
        StorageSettings storage = storage(gen);
        boolean isEncoded = gen.chance(0.25);
        List<Fault> faults = faults(world.gen("faults"), faultNanos);
        List<Fault.Unseen> unseen = unseen(isEncoded, observers);
        faults.addAll(unseen(world.gen("faults not told"), unseen, faults.size(), faultNanos));
        return new Plan(
                controllers,
                observers,
                raft,
                log,
                storage,
                isEncoded,
                gen.flag() ? Weather.calm() : weather(gen, raft.times().fetchNanos()),
                faults,
                gen.chance(0.3),
                faultNanos,
                gen.between(1, 4),
                gen.pick(20, 50, 100, 300) * MILLI,
                gen.between(1, 6) * SECOND);
    }

    static String host(int node) {
        return "node-" + node;
    }

    /** Bad, but such that something gets through within the patience of the members. */
    private static Weather weather(Gen gen, long patienceNanos) {
        return new Weather(
                10_000L << gen.between(0, 7),
                gen.between(10_000, patienceNanos / 30),
                patienceNanos / 4,
                gen.flag() ? 0 : 1.0 / (1 << gen.between(6, 12)),
                gen.between(SECOND / 10, 4 * SECOND),
                gen.flag() ? 0 : 1.0 / (1 << gen.between(7, 12)),
                gen.between(SECOND / 2, 8 * SECOND),
                gen.between(1, 20 * SECOND),
                gen.flag() ? Weather.UNLIMITED : 100_000L << gen.between(0, 5));
    }

    private static RaftSettings raft(Gen gen) {
        long beat = gen.pick(60, 100, 250, 500) * MILLI;
        long least = gen.pick(150, 300, 500) * MILLI;
        int proposal = gen.pick(1_000, 4_000, 1 << 20);
        long entries = gen.pick(60, 400, 1_000_000);
        return new RaftSettings(
                new RaftSettings.Times(
                        beat * gen.between(3, 5),
                        least,
                        least * gen.between(2, 4),
                        gen.pick(1, 50, 100) * MILLI,
                        beat,
                        gen.pick(500, 1_000, 2_000) * MILLI),
                gen.pick(8, 64, 1_024),
                proposal,
                proposal * gen.pick(1L, 4L, 16L),
                gen.pick(200, 1_000, 1 << 20),
                entries,
                Math.min(entries * 10, gen.pick(300, 1_000, 4_000, 20_000, 20 << 20)),
                gen.pick(VoterSet.VOTERS_MAX, 64, 1_024),
                gen.pick(0, 1_000),
                gen.chance(0.8));
    }

    private static LogSettings log(Gen gen) {
        return new LogSettings(
                gen.pick(1_000, 4_000, 16_000, 1 << 20),
                gen.pick(1_024, 10 << 20),
                gen.pick(0, 300, 4_096),
                SegmentAge.NEVER);
    }

    private static StorageSettings storage(Gen gen) {
        StorageSettings usual = StorageSettings.DEFAULT;
        return new StorageSettings(
                usual.batchBytesMax(),
                usual.undurableBytesMax(),
                gen.pick(0, 2_000, usual.logTailBytesMax()),
                usual.tailBytesMax(),
                usual.stagingBytes(),
                usual.readsMax(),
                gen.pick(usual.openFilesMax(), 8),
                gen.pick(50 * MILLI, SECOND, usual.recoveryPointsNanos()),
                gen.pick(usual.recoveryBytesMax(), 4_000L),
                0,
                new DiskGuard(100, 100, gen.pick(0, 64 << 10)),
                JournalSettings.NEVER);
    }

    private static List<Fault> faults(Gen gen, long faultNanos) {
        List<Fault.Kind> drawn = new ArrayList<>();
        List<Fault.Kind> all = new ArrayList<>();
        all.addAll(List.of(Fault.OfHost.values()));
        all.addAll(List.of(Fault.OfNet.values()));
        all.addAll(List.of(Fault.OfDisk.values()));
        for (Fault.Kind kind : all) if (gen.flag()) drawn.add(kind);
        List<Fault> faults = new ArrayList<>();
        if (drawn.isEmpty() || gen.chance(CALM_RUN)) return faults;
        // Each size of trouble as often.
        int count = gen.between(1, Math.min(FAULTS_MAX, 2 << gen.between(0, 5)));
        for (int number = 0; number < count; number++) {
            faults.add(new Fault(number, gen.between(0, faultNanos), gen.pick(drawn)));
        }
        return faults;
    }

    /** Drawn beside the others, which stay what they were before there were any of these. */
    private static List<Fault> unseen(
            Gen gen, List<Fault.Unseen> kinds, int number, long faultNanos) {
        List<Fault> unseen = new ArrayList<>();
        int count = !kinds.isEmpty() && gen.chance(UNSEEN) ? gen.between(1, 3) : 0;
        for (int i = 0; i < count; i++) {
            unseen.add(new Fault(number + i, gen.between(0, faultNanos), gen.pick(kinds)));
        }
        return unseen;
    }

    private static List<Fault.Unseen> unseen(boolean isEncoded, int observers) {
        List<Fault.Unseen> kinds = new ArrayList<>();
        for (Fault.Unseen kind : Fault.Unseen.values()) {
            boolean isOfBytes = kind == Fault.Unseen.DAMAGED_MESSAGES;
            if (isOfBytes ? isEncoded : observers > 0) kinds.add(kind);
        }
        return kinds;
    }
}
