package io.skein.scenarios.cores;

import io.skein.foundation.EpochTrail;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import java.util.ArrayList;
import java.util.List;

/**
 * What one member has on its disk, or thinks it has: a ballot, a snapshot and the batches behind
 * it. An immutable value.
 */
public record CoreDisk(Ballot ballot, Snapshot snapshot, List<Batch> batches) {
    public static final CoreDisk EMPTY =
            new CoreDisk(Ballot.NONE, new Snapshot(LogPoint.START, Members.NONE), List.of());

    /** Stands for all that lies before a point. */
    public record Snapshot(LogPoint at, Members members) {}

    public CoreDisk {
        batches = List.copyOf(batches);
    }

    /** A change on its way to the disk. */
    public sealed interface Write {
        CoreDisk onto(CoreDisk disk);

        String text();

        /** Another ballot. */
        record NewBallot(Ballot ballot) implements Write {
            @Override
            public CoreDisk onto(CoreDisk disk) {
                return new CoreDisk(ballot, disk.snapshot, disk.batches);
            }

            @Override
            public String text() {
                return "ballot " + Wording.ballot(ballot);
            }
        }

        /** More at the end of the log, which has been cut so often. */
        record Append(Batch batch, int cuts) implements Write {
            @Override
            public CoreDisk onto(CoreDisk disk) {
                List<Batch> more = new ArrayList<>(disk.batches);
                more.add(batch);
                return new CoreDisk(disk.ballot, disk.snapshot, more);
            }

            @Override
            public String text() {
                return Wording.place(batch);
            }
        }

        /** Some of a snapshot that is fetched: all before {@code end}; the log stays as it is. */
        record Piece(LogPoint at, long end) implements Write {
            @Override
            public CoreDisk onto(CoreDisk disk) {
                return disk;
            }

            @Override
            public String text() {
                return "snapshot " + Wording.point(at) + " up to byte " + end;
            }
        }

        /** Less. */
        record Cut(LogPoint to, int cuts) implements Write {
            @Override
            public CoreDisk onto(CoreDisk disk) {
                List<Batch> kept = new ArrayList<>();
                for (Batch batch : disk.batches) {
                    if (batch.end().next() <= to.next()) kept.add(batch);
                }
                return new CoreDisk(disk.ballot, disk.snapshot, kept);
            }

            @Override
            public String text() {
                return "cut to " + Wording.point(to);
            }
        }

        /** A snapshot of what is agreed takes the place of the log before it. */
        record Snap(Snapshot snapshot) implements Write {
            @Override
            public CoreDisk onto(CoreDisk disk) {
                boolean goesOn = disk.contains(snapshot.at);
                List<Batch> kept = new ArrayList<>();
                for (Batch batch : disk.batches) {
                    if (goesOn && batch.first() >= snapshot.at.next()) kept.add(batch);
                }
                return new CoreDisk(disk.ballot, snapshot, kept);
            }

            @Override
            public String text() {
                return "snapshot " + Wording.point(snapshot.at());
            }
        }
    }

    public LogPoint end() {
        return batches.isEmpty() ? snapshot.at : batches.getLast().end();
    }

    public boolean contains(LogPoint point) {
        if (point.equals(snapshot.at)) return true;
        for (Batch batch : batches) {
            boolean isInside = batch.first() < point.next() && point.next() <= batch.end().next();
            if (isInside) return batch.epoch() == point.epoch();
        }
        return false;
    }

    /** At least one; the smallest messages meet the most trouble. */
    public List<Batch> batchesAfter(LogPoint after, int bytesMax) {
        List<Batch> found = new ArrayList<>();
        int bytes = 0;
        for (Batch batch : batches) {
            if (batch.first() < after.next()) continue;
            bytes += batch.content().weightBytes();
            if (!found.isEmpty() && bytes > bytesMax) break;
            found.add(batch);
        }
        return found;
    }

    /** Whether all before that point is here, in the log or in the snapshot. */
    public boolean holds(LogPoint point) {
        return contains(point) || snapshot.at.next() >= point.next();
    }

    public Members members() {
        Members found = snapshot.members;
        for (Batch batch : batches) {
            List<Members.At> more = new ArrayList<>(found.history());
            if (batch.content() instanceof Batch.Control(var records)) {
                for (int i = 0; i < records.size(); i++) {
                    if (records.get(i) instanceof ControlRecord.Voters named) {
                        more.add(new Members.At(batch.first() + i, named));
                    }
                }
            }
            found = new Members(more);
        }
        return found;
    }

    public Remembered remembered() {
        EpochTrail epochs = EpochTrail.EMPTY;
        for (Batch batch : batches) epochs = epochs.append(batch.epoch(), batch.first());
        return new Remembered(ballot, new LogView(snapshot.at, end(), end(), epochs, 0), members());
    }
}
