package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Goes through segments batch by batch until the end or the first byte that is not sound, and makes
 * their index and epochs anew. Owned by the read lane; works in steps so that reads get their turn.
 */
final class Scan {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int STEP_BYTES = 8 << 20;

    /** Who hears of the scan, on the read lane. */
    interface Listener {
        void progress(long bytesDone, long bytesTotal);

        void done(Scanned result);

        void failed(IOException cause);
    }

    private final Disk disk;
    private final Lane lane;
    private final int batchBytesMax;
    private final ScanOrder order;
    private final Listener listener;
    private final long[] lengths;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int segment;
    private int position;
    private int skippedBytes;
    private long expected;
    private SegmentIndex index;
    private EpochTrail epochs;
    private int lastEpoch;
    private boolean isAsLeft;
    private boolean isFarEnough;
    private Optional<String> fault = Optional.empty();

    Scan(DirectoryWorld world, ScanOrder order, Listener listener) {
        this.disk = world.disk();
        this.lane = world.read();
        this.batchBytesMax = world.settings().batchBytesMax();
        this.order = order;
        this.listener = listener;
        this.lengths = new long[order.bases().size()];
        this.expected = order.bases().getFirst();
        this.index = new SegmentIndex(expected, order.indexIntervalBytes());
        this.epochs = order.epochs();
        this.lastEpoch = epochs.last().orElse(0);
    }

    void start() {
        try {
            for (int i = 0; i < lengths.length; i++) {
                try (DiskFile file = disk.open(log(i))) {
                    lengths[i] = file.length();
                }
            }
            if (order.from().isPresent()) resume(order.from().get());
        } catch (IOException failed) {
            listener.failed(failed);
            return;
        }
        step();
    }

    private String log(int which) {
        return SegmentName.of(order.name().folder(), order.bases().get(which), order.kind());
    }

    /** Begins behind what is durable, if the index up to there need not be made anew. */
    private void resume(LogPoint from) throws IOException {
        long base = from.segmentBase();
        SegmentIndexes.Pair files = SegmentIndexes.load(disk, order.name().folder(), base);
        SegmentIndex.Mark mark = from.index();
        boolean isThere = order.isLeftWell() ? mark.isIn(files) : mark.isProvenBy(files);
        if (!isThere || lengths[0] < from.position()) {
            // Damage before the point shall be told by where it begins.
            epochs = epochs.truncateTo(base);
            lastEpoch = epochs.last().orElse(0);
            return;
        }
        index.takeUp(files, mark);
        position = from.position();
        skippedBytes = position;
        expected = from.offset();
        isAsLeft = lengths[0] == position && mark.isAllOf(files);
    }

    private void step() {
        try {
            boolean goesOn = true;
            try (DiskFile file = disk.open(log(segment))) {
                long stop = (long) position + STEP_BYTES;
                while (goesOn && position < stop) goesOn = read(file);
            }
            if (!goesOn && fault.isEmpty() && segment < lengths.length - 1) goesOn = advance();
            if (goesOn) {
                tellProgress();
                lane.answer(this::step);
            } else {
                listener.done(result());
            }
        } catch (IOException failed) {
            listener.failed(failed);
        }
    }

    /** Checks what one read brings; false at the segment's end and at a fault. */
    private boolean read(DiskFile file) throws IOException {
        long left = lengths[segment] - position;
        if (left == 0 || expected >= order.before()) return false;
        if (lengths[segment] > Integer.MAX_VALUE) return stop("the file is too long");
        int capacity = (int) Math.min(left, Math.max(BUFFER_BYTES, buffer.capacity()));
        if (buffer.capacity() < capacity) buffer = ByteBuffer.allocate(capacity);
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        int read = file.read(buffer, position);
        int taken = take(read);
        if (fault.isPresent()) return false;
        position += taken;
        if (isFarEnough) return false;
        if (taken > 0) return true;
        int bytes = BatchReading.bytesOf(buffer, read, (int) Math.min(left, batchBytesMax));
        if (bytes <= read) return stop("an unfinished batch");
        buffer = ByteBuffer.allocate(bytes);
        return true;
    }

    private int take(int read) {
        int at = 0;
        while (at < read) {
            BatchVerdict verdict = BatchCheck.stored(buffer, at, read);
            if (verdict instanceof BatchVerdict.Invalid invalid) {
                boolean mayContinue = isCutByBuffer(at, read);
                if (!mayContinue) stop(at, invalid.reason());
                return at;
            }
            Optional<String> oddity = oddity(at);
            if (oddity.isPresent()) {
                stop(at, oddity.get());
                return at;
            }
            isFarEnough = Batch.nextOffset(buffer, at) > order.before();
            if (isFarEnough) return at;
            index.note(buffer, at, position + at);
            lastEpoch = Batch.leaderEpoch(buffer, at);
            epochs = epochs.append(lastEpoch, Batch.baseOffset(buffer, at));
            expected = Batch.nextOffset(buffer, at);
            at += (int) Batch.sizeBytes(buffer, at);
            // What follows is to go, whether it is sound or not.
            if (expected >= order.before()) return at;
        }
        return at;
    }

    /** True if the batch is not whole in the buffer, but may be in the file. */
    private boolean isCutByBuffer(int at, int read) {
        long left = lengths[segment] - position - at;
        if (read - at >= left) return false;
        if (read - at < Batch.HEADER_BYTES) return true;
        long bytes = Batch.sizeBytes(buffer, at);
        boolean isCredible = bytes >= Batch.HEADER_BYTES && bytes <= batchBytesMax;
        return isCredible && bytes <= left && bytes > read - at;
    }

    /** What is wrong with a batch that is sound in itself but stands where it cannot. */
    private Optional<String> oddity(int at) {
        long base = order.bases().get(segment);
        long first = Batch.baseOffset(buffer, at);
        long last = Batch.lastOffset(buffer, at);
        int epoch = Batch.leaderEpoch(buffer, at);
        if (first != expected) {
            return Optional.of("offset " + first + " where " + expected + " should be");
        }
        if (last - base > Integer.MAX_VALUE) return Optional.of("an offset too far");
        if (epoch < lastEpoch) return Optional.of("an epoch that is over");
        return Optional.empty();
    }

    private boolean advance() {
        long next = order.bases().get(segment + 1);
        if (expected != next) return stop("offsets " + expected + " to " + next + " are missing");
        segment++;
        position = 0;
        index = new SegmentIndex(next, order.indexIntervalBytes());
        return true;
    }

    private void stop(int at, String why) {
        position += at;
        stop(why);
    }

    private boolean stop(String why) {
        fault = Optional.of(why);
        return false;
    }

    private void tellProgress() {
        long total = 0;
        long done = position;
        for (int i = 0; i < lengths.length; i++) {
            total += lengths[i];
            if (i < segment) done += lengths[i];
        }
        listener.progress(done - skippedBytes, total - skippedBytes);
    }

    private Scanned result() {
        boolean isLast = segment == lengths.length - 1;
        return new Scanned(
                expected, position, lengths[segment], index, epochs, isLast, fault, isAsLeft);
    }
}
