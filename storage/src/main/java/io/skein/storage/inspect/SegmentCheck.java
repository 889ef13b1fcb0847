package io.skein.storage.inspect;

import io.skein.records.Batch;
import io.skein.records.BatchFault;
import io.skein.records.BatchVerdict.Invalid;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.storage.inspect.SegmentWalk.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks one segment with its indexes. One thread's. */
final class SegmentCheck {
    private final SegmentFiles files;
    private final Continuity log;
    private final Notebook notes;
    private final OptionalLong nextBase;
    private boolean isTorn;

    /**
     * Checks nothing yet.
     *
     * @param nextBase where the next segment begins; empty for the last one
     */
    SegmentCheck(SegmentFiles files, OptionalLong nextBase, Continuity log, Notebook notes) {
        this.files = files;
        this.nextBase = nextBase;
        this.log = log;
        this.notes = notes;
    }

    /** True if the log ends here with bytes that nobody was promised. */
    boolean run() throws IOException {
        // The indexes first: in a node that runs they must not be ahead of what is read of the log.
        try (SegmentIndexCheck indexes = SegmentIndexCheck.open(files, notes);
                SegmentWalk walk = SegmentWalk.open(files.log())) {
            notes.countSegment();
            follow();
            while (step(walk.next(), indexes)) {
                // Each step goes forward in the file.
            }
        }
        return isTorn;
    }

    private void follow() {
        OptionalLong expected = log.next();
        long base = files.base();
        if (expected.isPresent() && log.mayLack(expected.getAsLong(), base)) {
            log.goOnAt(base);
        } else if (expected.isPresent() && expected.getAsLong() < base) {
            String what = "offsets " + expected.getAsLong() + " to " + (base - 1) + " are missing";
            Finding gap = Finding.problem(files.log(), what + " before this segment");
            notes.add(gap.of(expected.getAsLong(), base - 1));
        } else if (expected.isPresent() && expected.getAsLong() > base) {
            String what = "the segment before goes on to offset " + (expected.getAsLong() - 1);
            notes.add(Finding.problem(files.log(), what).of(base, expected.getAsLong() - 1));
        }
        log.goOnAt(base);
    }

    private boolean step(Step step, SegmentIndexCheck indexes) throws IOException {
        return switch (step) {
            case Step.Found(long position, ByteBuffer batch, Optional<String> fault) ->
                    fault.isPresent()
                            ? damaged(new Place(position, batch), fault.get(), indexes)
                            : sound(new Place(position, batch), indexes);
            case Step.Rest(long position, long bytes, String why) -> {
                rest(position, bytes, why);
                yield false;
            }
            case Step.End() -> {
                indexes.end(nextBase.isPresent());
                yield false;
            }
        };
    }

    private record Place(long position, ByteBuffer batch) {}

    private boolean sound(Place at, SegmentIndexCheck indexes) throws IOException {
        ByteBuffer batch = at.batch();
        Optional<String> oddity = log.oddity(batch, files.base());
        if (oddity.isPresent() && tear(at.position(), oddity.get())) return false;
        oddity.or(() -> badRecords(batch)).ifPresent(what -> problem(at, what));
        notes.countBatch(Batch.count(batch, 0));
        long last = Batch.lastOffset(batch, 0);
        indexes.batch(at.position(), last, Batch.maxTimestampMillis(batch, 0));
        log.passed(batch);
        return true;
    }

    private void problem(Place at, String what) {
        long first = Batch.baseOffset(at.batch(), 0);
        long last = Batch.lastOffset(at.batch(), 0);
        notes.add(Finding.problem(files.log(), what).at(at.position()).of(first, last));
    }

    /** What cannot be unpacked here may still be right. */
    private static Optional<String> badRecords(ByteBuffer batch) {
        RecordReader records = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (records.next()) {
            // Only whether they can be read matters.
        }
        return records.fault()
                .filter(fault -> fault.fault() != BatchFault.UNSUPPORTED_CODEC)
                .filter(fault -> fault.fault() != BatchFault.TOO_LARGE_DECOMPRESSED)
                .map(Invalid::reason);
    }

    private boolean damaged(Place at, String why, SegmentIndexCheck indexes) throws IOException {
        if (tear(at.position(), why)) return false;
        OptionalLong first = log.next();
        log.passedDamaged(at.batch());
        Finding found = Finding.problem(files.log(), "damaged batch: " + why).at(at.position());
        long next = log.next().orElse(0);
        notes.add(first.isPresent() ? found.of(first.getAsLong(), next - 1) : found);
        notes.countBatch(0);
        indexes.damaged(at.position());
        return true;
    }

    private void rest(long position, long bytes, String why) {
        if (tear(position, why)) return;
        String what = "no batch can be made out in the last " + bytes + " bytes: " + why;
        Finding found = Finding.problem(files.log(), what).at(position);
        OptionalLong first = log.next();
        notes.add(first.isPresent() ? found.of(first.getAsLong(), nextBase.orElse(0) - 1) : found);
        log.lose();
    }

    /** Takes what begins here as a torn tail, if that is what it may be. */
    private boolean tear(long position, String why) {
        if (nextBase.isPresent() || !log.isBehindPromises()) return false;
        isTorn = true;
        String what = "torn tail, which the next start cuts off: " + why;
        notes.add(Finding.problem(files.log(), what).harmless().at(position));
        return true;
    }
}
