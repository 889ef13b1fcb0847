package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.storage.format.SegmentName;
import io.skein.storage.producers.Producers;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out who a log's producers were at an offset: by the newest sound snapshot before it, and
 * the batches from there on, which may be all there are. Owned by the read lane; works in steps so
 * that reads get their turn.
 */
final class ProducerReplay {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int STEP_BYTES = 8 << 20;

    /**
     * What came of it.
     *
     * @param offsets of all snapshots there are, sound or not
     * @param from what was read begins there
     */
    record Replayed(Producers producers, List<Long> offsets, long from) {
        static final Replayed NOTHING = new Replayed(Producers.NONE, List.of(), 0);
    }

    /** How it ended. */
    sealed interface Result {
        record Done(Replayed replayed) implements Result {}

        /** A batch that counts does not check out; nothing can be said. */
        record Damaged(long from, String cause) implements Result {}

        record Failed(String cause) implements Result {}
    }

    private final Disk disk;
    private final Lane lane;
    private final int batchBytesMax;
    private final String folder;
    private final long end;
    private final Consumer<Result> then;
    private Replayed replayed = Replayed.NOTHING;
    private List<Long> bases = List.of();
    private int segment;
    private int position;
    private long expected;
    private boolean isLedByIndex;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private Optional<String> fault = Optional.empty();

    /** {@code then} is called on the read lane. */
    ProducerReplay(DirectoryWorld world, LogName name, long end, Consumer<Result> then) {
        this.disk = world.disk();
        this.lane = world.read();
        this.batchBytesMax = world.settings().batchBytesMax();
        this.folder = name.folder();
        this.end = end;
        this.then = then;
    }

    void start() {
        try {
            Snapshots snapshots = new Snapshots(disk, folder);
            List<Long> offsets = snapshots.offsets();
            if (offsets.isEmpty()) {
                then.accept(new Result.Done(Replayed.NOTHING));
                return;
            }
            bases = LogFolder.segments(disk, folder);
            Optional<Snapshots.Found> newest = snapshots.newest(end);
            long from = Math.max(newest.map(Snapshots.Found::offset).orElse(0L), bases.getFirst());
            Producers known = newest.map(Snapshots.Found::producers).orElse(Producers.NONE);
            replayed = new Replayed(known, offsets, from);
            expected = from;
            if (from < end) seek(from);
        } catch (IOException failed) {
            then.accept(new Result.Failed(failed.toString()));
            return;
        }
        step();
    }

    /** Goes near the offset by the index, which is believed as far as the batch there bears out. */
    private void seek(long from) throws IOException {
        while (segment + 1 < bases.size() && bases.get(segment + 1) <= from) segment++;
        long base = bases.get(segment);
        ByteBuffer index = SegmentIndexes.load(disk, folder, base).offsets();
        Anchor anchor = Anchor.of(base, index, index.limit(), from - 1);
        ByteBuffer header = ByteBuffer.allocate(Batch.HEADER_BYTES);
        try (DiskFile log = disk.open(log())) {
            boolean isThere =
                    !anchor.isBeginning()
                            && anchor.position() >= 0
                            && log.read(header, anchor.position()) == Batch.HEADER_BYTES
                            && Batch.lastOffset(header, 0) == anchor.lastOffset();
            expected = isThere ? Batch.baseOffset(header, 0) : base;
            position = isThere ? anchor.position() : 0;
            isLedByIndex = isThere;
        }
    }

    private void step() {
        try {
            boolean goesOn = expected < end;
            if (goesOn) {
                try (DiskFile file = disk.open(log())) {
                    long stop = (long) position + STEP_BYTES;
                    while (goesOn && position < stop) goesOn = read(file);
                }
            }
            if (!goesOn && fault.isEmpty() && expected < end) goesOn = advance();
            if (goesOn) lane.answer(this::step);
            else finish();
        } catch (IOException failed) {
            then.accept(new Result.Failed(failed.toString()));
        }
    }

    private void finish() {
        if (fault.isPresent()) then.accept(new Result.Damaged(expected, fault.get()));
        else then.accept(new Result.Done(replayed));
    }

    /** False at the segment's end, at the end of what counts, and at a fault. */
    private boolean read(DiskFile file) throws IOException {
        long left = file.length() - position;
        if (left <= 0 || expected >= end) return false;
        int capacity = (int) Math.min(left, Math.max(BUFFER_BYTES, buffer.capacity()));
        if (buffer.capacity() < capacity) buffer = ByteBuffer.allocate(capacity);
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        int read = file.read(buffer, position);
        int taken = take(read);
        position += taken;
        if (taken > 0) return true;
        int bytes = BatchReading.bytesOf(buffer, read, (int) Math.min(left, batchBytesMax));
        if (bytes <= read) return stop();
        buffer = ByteBuffer.allocate(bytes);
        return true;
    }

    private int take(int read) {
        int at = 0;
        while (expected < end
                && BatchCheck.stored(buffer, at, read).isValid()
                && Batch.baseOffset(buffer, at) >= expected) {
            if (Batch.baseOffset(buffer, at) >= replayed.from()) note(at);
            expected = Batch.nextOffset(buffer, at);
            isLedByIndex = false;
            at += (int) Batch.sizeBytes(buffer, at);
        }
        return at;
    }

    private void note(int at) {
        long used = Batch.maxTimestampMillis(buffer, at);
        Producers next = replayed.producers().with(buffer, at, used);
        replayed = new Replayed(next, replayed.offsets(), replayed.from());
    }

    private boolean stop() {
        if (isLedByIndex) {
            // It may be the index that is wrong; the segment's beginning cannot be.
            isLedByIndex = false;
            position = 0;
            expected = bases.get(segment);
            return true;
        }
        fault = Optional.of("a batch does not check out, and its producer cannot be told");
        return false;
    }

    private boolean advance() {
        if (segment + 1 == bases.size()) {
            fault = Optional.of("the file ends here");
            return false;
        }
        segment++;
        position = 0;
        expected = Math.max(expected, bases.get(segment));
        return true;
    }

    private String log() {
        return SegmentName.of(folder, bases.get(segment), SegmentName.LOG);
    }
}
