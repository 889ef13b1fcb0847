package io.skein.scenarios.storage;

import io.skein.simulation.Gen;
import io.skein.simulation.Survival;
import io.skein.simulation.World;
import io.skein.storage.DiskGuard;
import io.skein.storage.JournalSettings;
import io.skein.storage.JournalSettings.Use;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.StorageSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything about a run that is drawn before it begins.
 *
 * @param faults in the order of their numbers
 * @param logs how many logs there are
 * @param steps how many things are done
 * @param pauseNanos about how long it is from one to the next
 */
record Plan(
        StorageSettings settings,
        LogSettings logSettings,
        Survival survival,
        List<Fault> faults,
        int logs,
        int steps,
        long pauseNanos) {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    private static final int FAULTS_MAX = 12;
    private static final double QUIET_RUN = 0.1;

    static Plan draw(World world) {
        Gen gen = world.gen("plan");
        int steps = gen.between(20, 90);
        return new Plan(
                settings(world.gen("settings")),
                logSettings(world.gen("log settings")),
                gen.pick(
                        Survival.DRAWN,
                        Survival.SUBSET,
                        Survival.NONE,
                        Survival.ALL,
                        Survival.PREFIX,
                        Survival.TORN),
                faults(world.gen("faults"), steps),
                gen.between(1, 6),
                steps,
                gen.pick(MILLI / 2, 5 * MILLI, 50 * MILLI));
    }

    private static LogSettings logSettings(Gen gen) {
        return new LogSettings(
                gen.pick(512, 1024, 2048, 8192),
                gen.pick(1 << 20, 60),
                gen.pick(0, 64, 256, 1024),
                gen.pick(SegmentAge.NEVER, new SegmentAge(300, 50)));
    }

    private static StorageSettings settings(Gen gen) {
        int tailBytes = gen.pick(0, 1 << 10, 64 << 10);
        return new StorageSettings(
                1 << 16,
                gen.pick(1L << 20, 16L << 10),
                tailBytes,
                Math.max(tailBytes, gen.pick(0L, 8L << 10)),
                gen.pick(4096, 64 << 10),
                gen.pick(64, 2),
                gen.pick(64, 12, 4),
                gen.pick(20 * MILLI, 200 * MILLI, 5 * SECOND),
                gen.pick(1L << 20, 4_000L),
                gen.pick(0L, 2_000L),
                DiskGuard.NONE,
                new JournalSettings(
                        gen.pick(List.of(Use.ALWAYS, Use.WHEN_CHEAPER, Use.NEVER, Use.ALWAYS)),
                        16 << 10,
                        gen.between(2, 4)));
    }

    private static List<Fault> faults(Gen gen, int steps) {
        List<Fault.Kind> drawn = new ArrayList<>();
        for (Fault.Kind kind : Fault.Kind.values()) if (gen.flag()) drawn.add(kind);
        List<Fault> faults = new ArrayList<>();
        if (drawn.isEmpty() || gen.chance(QUIET_RUN)) return faults;
        int count = 1 + (int) gen.skewed(4, FAULTS_MAX - 1);
        for (int number = 0; number < count; number++) {
            faults.add(new Fault(number, gen.between(0, steps - 1), gen.pick(drawn)));
        }
        return faults;
    }
}
