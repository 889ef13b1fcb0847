package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.RecordReader;
import io.skein.storage.compact.Cleaned;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.IndexEntries;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Reads what is no longer in memory. Owned by the read lane. */
final class Reader {
    private final Lane lane;
    private final Disk disk;
    private final SegmentRead.Terms terms;
    private final ReadFiles files;
    private final SegmentIndexes indexes;
    private final ReadAhead ahead = new ReadAhead();

    Reader(DirectoryWorld world) {
        StorageSettings settings = world.settings();
        this.lane = world.read();
        this.disk = world.disk();
        this.terms = new SegmentRead.Terms(settings.batchBytesMax(), new ReadMemory());
        this.files = new ReadFiles(lane, disk, settings);
        this.indexes = new SegmentIndexes(world.disk(), settings.openFilesMax());
    }

    /** What it reads from. */
    Disk disk() {
        return disk;
    }

    ReadResult read(ReadOrder order) {
        try {
            // Without an anchor of the log's own the segment is closed, and stays as it is.
            ReadResult result =
                    order.anchor().isEmpty()
                            ? readInOrder(order)
                            : read(order, log(order)).result();
            return result;
        } catch (IOException failed) {
            return new ReadResult.Offline(failed.toString());
        }
    }

    private ReadResult readInOrder(ReadOrder order) throws IOException {
        Optional<ReadAhead.Place> place = ahead.take(order);
        ReadAhead.Found found =
                place.isPresent() ? goOn(order, place.get()) : read(order, log(order));
        if (found.result() instanceof ReadResult.Batches(_, long next, _)
                && next > order.offset()
                && next < order.limit()) {
            ReadOrder following = order.from(next, Optional.empty());
            ahead.expect(following, new ReadAhead.Place(found.end(), Optional.empty()));
            // Only who has read on once is read ahead for. A full lane has better things to do.
            if (place.isPresent()) lane.post(() -> readAhead(following));
        }
        return found.result();
    }

    private ReadAhead.Found goOn(ReadOrder order, ReadAhead.Place place) throws IOException {
        if (place.ready().isPresent()) {
            ReadAhead.Found ready = place.ready().get();
            if (ReadAhead.isFor(order, ready)) return ready;
            ready.result().giveBack();
        }
        return readFrom(order, place.position());
    }

    private ReadAhead.Found readFrom(ReadOrder order, int position) throws IOException {
        SegmentRead read = new SegmentRead(order, log(order), terms);
        return new ReadAhead.Found(read.goOn(position), read.position());
    }

    /** While the one it is for looks at what came before. */
    private void readAhead(ReadOrder order) {
        Optional<ReadAhead.Place> place = ahead.take(order);
        if (place.isEmpty()) return;
        if (place.get().ready().isPresent()) {
            ahead.expect(order, place.get());
            return;
        }
        try {
            ReadAhead.Found found = readFrom(order, place.get().position());
            ahead.expect(order, new ReadAhead.Place(place.get().position(), Optional.of(found)));
        } catch (IOException failed) {
            // Who asks for it will meet the same, and tell.
            return;
        }
    }

    private ReadAhead.Found read(ReadOrder order, DiskFile log) throws IOException {
        Anchor anchor = anchor(order, log);
        SegmentRead read = new SegmentRead(order, log, terms);
        ReadResult result = read.from(anchor);
        if (result instanceof ReadResult.Damaged && !anchor.isBeginning()) {
            // The index may be what is wrong. A wrong index costs time, never an answer.
            if (order.anchor().isEmpty()) indexes.remake(order, log);
            read = new SegmentRead(order, log, terms);
            result = read.from(Anchor.BEGINNING);
        }
        return new ReadAhead.Found(result, read.position());
    }

    private Anchor anchor(ReadOrder order, DiskFile log) throws IOException {
        if (order.anchor().isPresent()) return order.anchor().get();
        return indexes.of(order, log).anchor(order.base(), order.offset());
    }

    /** Looks through segments, oldest first, for the first record at or after a time. */
    TimeResult find(List<TimeOrder> segments, long timestamp) {
        try {
            for (TimeOrder segment : segments) {
                Optional<TimeResult> result = find(segment, timestamp);
                if (result.isPresent()) return result.get();
            }
            return new TimeResult.None();
        } catch (IOException failed) {
            return new TimeResult.Offline(failed.toString());
        }
    }

    private Optional<TimeResult> find(TimeOrder segment, long timestamp) throws IOException {
        long offset = start(segment, timestamp);
        while (offset < segment.order().limit()) {
            ReadResult result = read(segment, offset);
            if (!(result instanceof ReadResult.Batches(List<ByteBuffer> batches, long next, _))) {
                return Optional.of(failure(result));
            }
            if (batches.isEmpty()) return Optional.empty();
            Optional<TimeResult> found = inside(batches, offset, timestamp);
            result.giveBack();
            if (found.isPresent()) return found;
            offset = next;
        }
        return Optional.empty();
    }

    /**
     * The offset up to which all that is kept is older, as the time index has it and its batch
     * confirms.
     */
    private long start(TimeOrder segment, long timestamp) throws IOException {
        ReadOrder order = segment.order();
        ByteBuffer times =
                segment.memory().isPresent()
                        ? segment.memory().get().times()
                        : indexes.of(order, log(order)).times();
        int at = IndexEntries.lower(times, times.limit(), timestamp);
        if (at < 0) return order.offset();
        long offset = order.base() + IndexEntries.timeRelativeOffset(times, at);
        if (offset < order.offset() || offset >= order.limit()) return order.offset();
        ReadResult claimed = read(segment, offset);
        boolean isTrue =
                claimed instanceof ReadResult.Batches(List<ByteBuffer> batches, _, _)
                        && !batches.isEmpty()
                        && Batch.lastOffset(batches.getFirst(), 0) == offset
                        && Batch.maxTimestampMillis(batches.getFirst(), 0)
                                == IndexEntries.timestamp(times, at);
        claimed.giveBack();
        return isTrue ? offset + 1 : order.offset();
    }

    private ReadResult read(TimeOrder segment, long offset) throws IOException {
        ReadOrder order = segment.order();
        Optional<Anchor> anchor = segment.memory().map(index -> index.anchor(order.base(), offset));
        return read(order.from(offset, anchor), log(order)).result();
    }

    private DiskFile log(ReadOrder order) throws IOException {
        return files.log(order.folder(), order.base());
    }

    private static Optional<TimeResult> inside(
            List<ByteBuffer> batches, long from, long timestamp) {
        for (ByteBuffer batch : batches) {
            if (Batch.maxTimestampMillis(batch, 0) < timestamp) continue;
            Optional<TimeResult> found = inside(batch, from, timestamp);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static Optional<TimeResult> inside(ByteBuffer batch, long from, long timestamp) {
        RecordReader records = RecordReader.open(batch, 0, DecompressionBound.DEFAULT);
        while (records.next()) {
            if (records.timestampMillis() >= timestamp && records.offset() >= from) {
                return Optional.of(
                        new TimeResult.Found(records.offset(), records.timestampMillis()));
            }
        }
        if (records.fault().isEmpty()) return Optional.empty();
        long first = Batch.baseOffset(batch, 0);
        String cause = records.fault().get().reason();
        return Optional.of(new TimeResult.Damaged(first, Batch.nextOffset(batch, 0), cause));
    }

    private static TimeResult failure(ReadResult result) {
        return switch (result) {
            case ReadResult.Damaged(long from, long before, String cause) ->
                    new TimeResult.Damaged(from, before, cause);
            case ReadResult.Offline(String cause) -> new TimeResult.Offline(cause);
            case ReadResult.Overloaded _ -> new TimeResult.Overloaded();
            case ReadResult.OutOfRange _, ReadResult.Batches _ ->
                    new TimeResult.Offline("the log changed while it was read");
        };
    }

    /**
     * The newest time in a closed segment as its index has it. Where somebody means to act on it,
     * {@link NewestTime} says what is true.
     */
    Optional<Long> claimedNewest(ReadOrder order) {
        try {
            ByteBuffer times = indexes.of(order, log(order)).times();
            int last = times.limit() - IndexEntries.TIME_ENTRY_BYTES;
            return last < 0 ? Optional.empty() : Optional.of(IndexEntries.timestamp(times, last));
        } catch (IOException failed) {
            return Optional.empty();
        }
    }

    /** The file of a segment, for as long as this piece of work takes. */
    DiskFile segment(String folder, long base) throws IOException {
        return files.log(folder, base);
    }

    /** How far compaction has come in a log. If that cannot be read, it begins anew. */
    Cleaned cleaned(String folder) {
        try {
            return SmallFile.read(disk, folder + "/" + FileNames.COMPACTION)
                    .flatMap(Cleaned::parse)
                    .orElse(Cleaned.NOTHING);
        } catch (IOException failed) {
            return Cleaned.NOTHING;
        }
    }

    /** The time of the first batch there is to read; far off if it cannot be read. */
    long timeOf(ReadOrder order) {
        ReadResult first = read(order);
        long time =
                first instanceof ReadResult.Batches found && !found.batches().isEmpty()
                        ? Batch.maxTimestampMillis(found.batches().getFirst(), 0)
                        : Long.MAX_VALUE;
        first.giveBack();
        return time;
    }

    /** Goes on with a walk through a segment; how it stands then. */
    NewestTime.State advance(NewestTime walk) {
        try {
            return walk.advance(log(walk.order()));
        } catch (IOException failed) {
            return NewestTime.State.FAILED;
        }
    }

    /** A segment goes: its names will soon be gone. */
    void forget(String folder, long base) {
        indexes.forget(folder, base);
        ahead.forget(folder, base);
        files.forget(folder, base);
    }

    /** A log was closed or removed: its names may soon mean other files. */
    void forget(String folder) {
        indexes.forget(folder);
        ahead.forget(folder);
        files.forget(folder);
    }
}
