package io.skein.scenarios.storage;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.Death;
import io.skein.simulation.DiskFault;
import io.skein.simulation.DiskFaults;
import io.skein.simulation.Gen;
import io.skein.simulation.SimDisk;
import io.skein.storage.DataDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the faults of a plan, and counts those that took effect. Owned by the world. */
final class Mischief {
    private static final int OPERATIONS_AHEAD = 60;
    private static final int JOURNAL_TURNS_MAX = 12;
    private static final long JOURNAL_PAUSE_NANOS = 5 * Plan.MILLI;
    private static final long HANG_NANOS_MAX = 20 * Plan.SECOND;

    private final Scene scene;
    private final Box box;
    private final Start start;
    private final Rot rot;
    private final Work work;
    private final List<Map<String, byte[]>> journals = new ArrayList<>();
    private Optional<DataDirectory> watched = Optional.empty();
    private long rounds = Long.MAX_VALUE;
    private long effects;
    private int stepsToMend = -1;

    Mischief(Scene scene, Box box, Start start, Work work) {
        this.scene = scene;
        this.box = box;
        this.start = start;
        this.rot = new Rot(scene, box, start);
        this.work = work;
    }

    /** How many faults took effect. */
    long effects() {
        return effects + box.disk().faultsMet();
    }

    /** Before each step: what was begun earlier goes on. */
    void look(Gen gen) {
        if (stepsToMend >= 0 && --stepsToMend < 0) quickAndEmpty();
        if (rounds == Long.MAX_VALUE || !box.isWorking()) return;
        // Another life writes over what this one left, perhaps with the same bytes.
        if (watched.filter(before -> before == box.directory()).isEmpty()) watchJournal();
        if (journalRounds() <= rounds) return;
        if (journals.size() == 1) {
            journals.add(rot.journal());
            // The round that is being written now has to be confirmed by another one.
            rounds = journalRounds() + 1;
            return;
        }
        rounds = Long.MAX_VALUE;
        // What was written in between is confirmed by now, and may still be needed.
        if (!rot.journal(gen, journals.getFirst(), journals.getLast())) return;
        effects++;
        box.die(gen.pick(Death.KILL, Death.POWER_CUT));
        throw new Died();
    }

    /** All is well from now on. */
    void end() {
        rounds = Long.MAX_VALUE;
        stepsToMend = -1;
        box.disk().faults(DiskFaults.none());
        box.disk().mend();
    }

    private void quickAndEmpty() {
        box.disk().faults(DiskFaults.none());
        box.disk().capacityBytes(Long.MAX_VALUE);
    }

    private long journalRounds() {
        return box.directory().figures().journalSyncs().sum();
    }

    void happen(Fault fault) {
        Gen gen = scene.world().gen("fault/" + fault.number());
        scene.tell("fault " + fault.number() + " " + fault.kind());
        scene.reached("fault " + fault.kind());
        switch (fault.kind()) {
            case KILL -> die(Death.KILL);
            case POWER_CUT -> die(Death.POWER_CUT);
            case CRASH_POINT -> crashPoint(gen, OPERATIONS_AHEAD);
            case CRASH_IN_START -> crashInStart(gen);
            case STOP -> stop(gen, () -> true);
            case CRASH_IN_STOP -> {
                crashPoint(gen, 20);
                stop(gen, () -> true);
            }
            case CRASH_IN_COMPACTION -> crashInCompaction(gen);
            case SYNC_FAILS -> failSync(gen);
            case WRITE_FAILS -> failWrite(gen);
            case DISK_FULL -> fill(gen);
            case SLOW_DISK -> {
                box.disk().faults(DiskFaults.delays(1.0 / (1 << gen.between(1, 6)), 0));
                stepsToMend = gen.between(2, 15);
            }
            case DISK_HANGS -> {
                box.disk().faults(new DiskFaults(0, 0, 0, 0, 1, 0.2, HANG_NANOS_MAX));
                stepsToMend = gen.between(1, 4);
            }
            case ROT_AT_WORK -> count(rot.atWork(gen));
            case ROT_AT_REST -> stop(gen, () -> rot.atRest(gen));
            case LOST_FILE -> stop(gen, () -> rot.lose(gen));
            case ROT_AFTER_CRASH -> rotAfterCrash(gen);
            case ROT_JOURNAL -> {
                if (!box.isWorking()) return;
                if (gen.flag()) watchJournal();
                else rotJournal(gen);
            }
        }
    }

    /** The last frame of a log, so that nothing else tells of what is missing. */
    private void rotJournal(Gen gen) {
        List<OpenLog> others = new ArrayList<>(box.open().values());
        if (others.size() < 2) return;
        gen.shuffle(others);
        OpenLog last = others.removeLast();
        Map<String, byte[]> before = rot.journal();
        if (!makeJournalRounds(gen, List.of(last), 1)) return;
        Map<String, byte[]> then = rot.journal();
        // The round that is being written now has to be confirmed by another one.
        if (!makeJournalRounds(gen, others, 2) || !rot.journal(gen, before, then)) return;
        effects++;
        // After a kill what was written to the segments is there still, and nothing is missed.
        box.die(gen.pick(Death.KILL, Death.POWER_CUT, Death.POWER_CUT));
        throw new Died();
    }

    /** Appends to one after the other; whether so many rounds have gone through the journal. */
    private boolean makeJournalRounds(Gen gen, List<OpenLog> logs, int most) {
        long enough = journalRounds() + most;
        for (int turn = 0; turn < JOURNAL_TURNS_MAX && journalRounds() < enough; turn++) {
            work.append(gen, List.of(gen.pick(logs)));
            box.runFor(JOURNAL_PAUSE_NANOS);
        }
        return journalRounds() >= enough;
    }

    private void watchJournal() {
        watched = Optional.of(box.directory());
        journals.clear();
        journals.add(rot.journal());
        rounds = journalRounds();
    }

    /** Some of the logs may have been open before, and have frames of that time in the journal. */
    private void crashInCompaction(Gen gen) {
        if (!box.isWorking()) return;
        List<OpenLog> keyed =
                box.open().values().stream().filter(each -> each.ghost.isKeyed()).toList();
        for (int turn = 0; turn < 4; turn++) {
            work.append(gen, keyed);
            box.runFor(scene.plan().pauseNanos());
        }
        for (OpenLog each : keyed) {
            if (each.isBusy() || gen.flag()) continue;
            box.close(each);
            start.make(each.ghost);
        }
        for (OpenLog each : box.open().values()) work.compact(gen, each);
        crashPoint(gen, OPERATIONS_AHEAD);
    }

    private void crashInStart(Gen gen) {
        box.die(gen.pick(Death.POWER_CUT, Death.KILL));
        crashPoint(gen, 25);
        effects++;
        throw new Died();
    }

    private void failSync(Gen gen) {
        DiskFault how =
                gen.pick(
                        DiskFault.SYNC_DROPS_PAGES,
                        DiskFault.SYNC_KEEPS_PAGES,
                        DiskFault.SYNC_WRITES_PARTLY);
        box.disk().failNextSync(how);
    }

    private void failWrite(Gen gen) {
        long operation = box.disk().operations() + gen.between(1, OPERATIONS_AHEAD);
        box.disk().failAt(operation, DiskFault.WRITE_ERROR);
    }

    private void rotAfterCrash(Gen gen) {
        box.die(gen.pick(Death.KILL, Death.POWER_CUT));
        count(rot.afterCrash(gen));
        throw new Died();
    }

    /** Something that is done between an orderly stop and a start. */
    private interface Between {
        boolean happens();
    }

    private void count(boolean hasHappened) {
        if (hasHappened) effects++;
    }

    private void die(Death how) {
        effects++;
        scene.reached(how == Death.KILL ? "killed" : "power cut");
        box.die(how);
        throw new Died();
    }

    private void crashPoint(Gen gen, int ahead) {
        SimDisk disk = box.disk();
        disk.crashAt(
                new CrashPoint(
                        disk.operations() + gen.between(1, ahead),
                        gen.pick(List.of(CrashPoint.When.values())),
                        gen.pick(Death.POWER_CUT, Death.KILL)));
    }

    private void stop(Gen gen, Between between) {
        if (!box.isWorking()) return;
        box.stop();
        scene.reached("orderly stop");
        boolean isCut = gen.chance(0.3);
        box.die(isCut ? Death.POWER_CUT : Death.KILL);
        scene.reachedIf(isCut, "power cut after an orderly stop");
        count(between.happens());
        throw new Died();
    }

    private void fill(Gen gen) {
        long used = 0;
        for (String name : box.platter().names()) used += box.platter().length(name);
        box.disk().capacityBytes(used + gen.between(0, 4_000));
        stepsToMend = gen.between(2, 20);
    }
}
