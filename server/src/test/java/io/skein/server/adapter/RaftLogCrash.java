package io.skein.server.adapter;

import static io.skein.server.adapter.RaftLogRig.DATA;
import static io.skein.server.adapter.RaftLogRig.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.SimHost;
import io.skein.simulation.Survival;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets a process die at every operation of its disk, and looks at what the next one finds. */
final class RaftLogCrash {
    private RaftLogCrash() {}

    /** A log in epochs 1, 1, 2, 2, with two entries in each batch. */
    static final List<Batch> EIGHT_ENTRIES =
            List.of(batch(1, 0), batch(1, 2), batch(2, 4), batch(2, 6));

    /** What is left, as far as it can be seen. */
    record Left(
            int ballot,
            LogView log,
            Members members,
            List<Batch> batches,
            Optional<ByteBuffer> content) {
        static Left of(RaftLogRig rig) {
            return new Left(
                    rig.log().remembered().ballot().epoch(),
                    rig.view(),
                    rig.log().remembered().members(),
                    rig.batches(),
                    rig.log().rememberedSnapshot());
        }

        long start() {
            return log.start().next();
        }
    }

    /** Something to be crashed, and what may be left then. */
    interface Story {
        /** Done in peace. */
        default void before(RaftLogRig rig) {
            rig.ballot(3);
            rig.append(EIGHT_ENTRIES.toArray(Batch[]::new));
        }

        /** Asks for everything; {@code told} gets longer with each answer. */
        void ask(StorageRaftLog log, List<String> told);

        void check(Left left, List<String> told);
    }

    /** Kills at each operation in turn, in each way; also those of the next start. */
    static void everywhere(Survival survival, Story story) {
        int crashes = 0;
        for (Death death : Death.values()) {
            // A kill leaves everything; what the next power cut may take is seen by these.
            if (death == Death.KILL && !isHard(survival)) continue;
            for (CrashPoint.When when : CrashPoint.When.values()) {
                for (int nth = 1; crash(new Crash(survival, nth, when, death), story); nth++) {
                    crashes++;
                }
            }
        }
        assertTrue(crashes >= 12, crashes + " crashes");
    }

    private static boolean isHard(Survival survival) {
        return survival == Survival.NONE || survival == Survival.SUBSET;
    }

    /** Where and how. */
    private record Crash(Survival survival, int nth, CrashPoint.When when, Death death) {
        void arm(SimHost host) {
            long operation = host.diskFaults(DATA).operations() + nth;
            host.diskFaults(DATA).crashAt(new CrashPoint(operation, when, death));
        }
    }

    /** False if there were fewer operations. */
    private static boolean crash(Crash crash, Story story) {
        List<String> told = new ArrayList<>();
        RaftLogRig rig = live(crash, story, told);
        if (rig.host.isAlive()) return false;
        try {
            RaftLogRig next = rig.restart();
            Left left = Left.of(next);
            story.check(left, told);
            next.host.powerCut();
            RaftLogRig last = next.restart();
            assertEquals(left, Left.of(last), "what was remembered stays");
            goOn(last, left);
            // In one way only: it takes long.
            boolean isOne =
                    crash.survival() == Survival.SUBSET && crash.when() == CrashPoint.When.AFTER;
            if (isOne) crashStart(crash, story);
        } catch (AssertionError wrong) {
            throw new AssertionError(crash + ", told " + told + ": " + wrong.getMessage(), wrong);
        }
        return true;
    }

    /** The first life of a process, up to its crash. */
    private static RaftLogRig live(Crash crash, Story story, List<String> told) {
        World world = new World(1, Tempo.calm());
        SimHost host = world.host("a");
        host.diskFaults(DATA).survival(crash.survival());
        RaftLogRig rig = RaftLogRig.start(world, host);
        story.before(rig);
        crash.arm(host);
        rig.on(log -> story.ask(log, told));
        rig.rest();
        return rig;
    }

    private static void goOn(RaftLogRig rig, Left left) {
        LogPoint end = left.log().end();
        Batch more = batch(9, end.next());
        rig.append(more);
        assertEquals(List.of(more), rig.read(end.next(), end.next() + 2, 1_000));
    }

    /** The start that mends what the crash has left dies too, wherever. */
    private static void crashStart(Crash crash, Story story) {
        for (int nth = 1; ; nth++) {
            List<String> told = new ArrayList<>();
            RaftLogRig rig = live(crash, story, told);
            SimHost second = rig.host.restart();
            new Crash(crash.survival(), nth, CrashPoint.When.AFTER, Death.POWER_CUT).arm(second);
            RaftLogRig mending = RaftLogRig.tryStart(rig.world, second);
            if (mending.isOpen()) return;
            RaftLogRig next = mending.restart();
            story.check(Left.of(next), told);
        }
    }
}
