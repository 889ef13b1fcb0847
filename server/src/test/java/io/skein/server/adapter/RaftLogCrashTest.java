package io.skein.server.adapter;

import static io.skein.server.adapter.RaftLogRig.batch;
import static io.skein.server.adapter.RaftLogRig.content;
import static io.skein.server.adapter.RaftLogRig.voters;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.simulation.Survival;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whichever operation of the disk is the last of a process: what the next one remembers is what the
 * contract says, stays so if the power goes once more, and can be gone on from.
 */
class RaftLogCrashTest {
    private static final LogPoint FOUR = new LogPoint(4, 1);
    private static final LogPoint SIX = new LogPoint(6, 2);
    private static final LogPoint EIGHT = new LogPoint(8, 2);
    private static final LogPoint FAR = new LogPoint(100, 3);
    private static final Members MEMBERS = new Members(List.of(new Members.At(0, voters(3))));

    /** What the disk holds between two of the orders. */
    private record Moment(int ballot, List<Batch> batches) {
        Moment with(int newer) {
            return new Moment(newer, batches);
        }

        Moment with(Batch more) {
            List<Batch> longer = new ArrayList<>(batches);
            longer.add(more);
            return new Moment(ballot, longer);
        }

        Moment cut(int count) {
            return new Moment(ballot, batches.subList(0, count));
        }
    }

    @ParameterizedTest
    @EnumSource
    void appendCutAppend(Survival survival) {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(3, RaftLogCrash.EIGHT_ENTRIES));
        moments.add(moments.getLast().with(batch(2, 8)));
        moments.add(moments.getLast().with(4));
        moments.add(moments.getLast().with(batch(4, 10)));
        Moment longest = moments.getLast();
        moments.add(longest.cut(2));
        moments.add(moments.getLast().with(batch(4, 4)));
        moments.add(moments.getLast().with(batch(4, 6)));
        moments.add(moments.getLast().with(5));
        RaftLogCrash.everywhere(survival, new Cutting(moments, longest));
    }

    /** Writes, cuts what it has written, and writes something else there. */
    private record Cutting(List<Moment> moments, Moment longest) implements RaftLogCrash.Story {
        private static final List<String> ALL =
                List.of("a", "ballot", "b", "cut", "c", "d", "ballot again");

        @Override
        public void ask(StorageRaftLog log, List<String> told) {
            log.append(batch(2, 8), () -> told.add("a"));
            log.saveBallot(RaftLogRig.ballotOf(4), () -> told.add("ballot"));
            log.append(batch(4, 10), () -> told.add("b"));
            log.cut(FOUR, () -> told.add("cut"));
            log.append(batch(4, 4), () -> told.add("c"));
            log.append(batch(4, 6), () -> told.add("d"));
            log.saveBallot(RaftLogRig.ballotOf(5), () -> told.add("ballot again"));
        }

        @Override
        public void check(RaftLogCrash.Left left, List<String> told) {
            assertEquals(ALL.subList(0, told.size()), told);
            Moment is = new Moment(left.ballot(), left.batches());
            boolean isBetween = moments.subList(told.size(), moments.size()).contains(is);
            // In the middle of the cut: some of it is gone, the last first.
            boolean isCutting = false;
            for (int count = 2; told.size() <= 3 && count <= 6; count++) {
                isCutting |= is.equals(longest.cut(count));
            }
            assertTrue(isBetween || isCutting, is + "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saveSnapshotAndDropHead(Survival survival) {
        RaftLogCrash.everywhere(survival, new Saving());
    }

    /** Takes a second snapshot, drops what lies before the first and then before that one. */
    private record Saving() implements RaftLogCrash.Story {
        @Override
        public void before(RaftLogRig rig) {
            RaftLogCrash.Story.super.before(rig);
            rig.snapshot(FOUR, MEMBERS, 600);
        }

        @Override
        public void ask(StorageRaftLog log, List<String> told) {
            log.saveSnapshot(
                    SIX,
                    MEMBERS,
                    content(SIX, 700),
                    () -> {
                        told.add("six");
                        log.dropHead(FOUR);
                        log.append(batch(3, 8), () -> told.add("append"));
                        log.dropHead(SIX);
                        log.append(batch(3, 10), () -> told.add("append"));
                    });
        }

        @Override
        public void check(RaftLogCrash.Left left, List<String> told) {
            boolean isNew = left.log().start().equals(SIX);
            assertTrue(isNew || left.log().start().equals(FOUR), left + "");
            assertTrue(isNew || told.isEmpty(), left + "");
            ByteBuffer content = isNew ? content(SIX, 700) : content(FOUR, 600);
            assertEquals(Optional.of(content), left.content());
            assertEquals(MEMBERS, left.members());
            List<Batch> all = new ArrayList<>(RaftLogCrash.EIGHT_ENTRIES);
            all.addAll(List.of(batch(3, 8), batch(3, 10)));
            List<Batch> known = new ArrayList<>(all.subList(0, (int) (left.start() / 2)));
            known.addAll(left.batches());
            assertTrue(isPrefix(known, all), known + "");
            int sure = 4 + Math.max(0, told.size() - 1);
            assertTrue(known.size() >= sure, known + "");
        }
    }

    private static <T> boolean isPrefix(List<T> some, List<T> of) {
        return some.size() <= of.size() && some.equals(of.subList(0, some.size()));
    }

    /** All of the log goes: it does not hold what the snapshot covers. */
    @ParameterizedTest
    @EnumSource
    void installOfAnotherLog(Survival survival) {
        RaftLogCrash.everywhere(survival, new Installing(new LogPoint(6, 3), List.of()));
        RaftLogCrash.everywhere(survival, new Installing(FAR, List.of()));
    }

    /** What goes on from the snapshot stays. */
    @ParameterizedTest
    @EnumSource
    void installOfThisLog(Survival survival) {
        RaftLogCrash.everywhere(survival, new Installing(SIX, List.of(batch(2, 6))));
        RaftLogCrash.everywhere(survival, new Installing(EIGHT, List.of()));
    }

    /** What is left is the old snapshot and all of its log, or the new one and what follows it. */
    private record Installing(LogPoint at, List<Batch> follows) implements RaftLogCrash.Story {
        @Override
        public void before(RaftLogRig rig) {
            RaftLogCrash.Story.super.before(rig);
            rig.snapshot(FOUR, MEMBERS, 600);
            rig.fetch(at, Members.NONE, 900);
        }

        @Override
        public void ask(StorageRaftLog log, List<String> told) {
            long end = follows.isEmpty() ? at.next() : EIGHT.next();
            log.install(at, found -> told.add(found.isPresent() ? "installed" : "not"));
            log.append(batch(3, end), () -> told.add("append"));
        }

        @Override
        public void check(RaftLogCrash.Left left, List<String> told) {
            assertTrue(isPrefix(told, List.of("installed", "append")), told + "");
            boolean isNew = left.log().start().equals(at);
            if (!isNew) {
                assertEquals(List.of(), told);
                assertEquals(FOUR, left.log().start());
                assertEquals(RaftLogCrash.EIGHT_ENTRIES.subList(2, 4), left.batches());
                assertEquals(Optional.of(content(FOUR, 600)), left.content());
                assertEquals(MEMBERS, left.members());
                return;
            }
            assertEquals(Optional.of(content(at, 900)), left.content());
            assertEquals(Members.NONE, left.members());
            long end = follows.isEmpty() ? at.next() : EIGHT.next();
            List<Batch> all = new ArrayList<>(follows);
            all.add(batch(3, end));
            boolean isSure = told.size() == 2 || left.batches().size() > follows.size();
            assertEquals(isSure ? all : follows, left.batches());
        }
    }
}
