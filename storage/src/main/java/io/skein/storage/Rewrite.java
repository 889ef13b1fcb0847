package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.records.BatchRewrite;
import io.skein.storage.compact.Fate;
import io.skein.storage.compact.Gaps;
import io.skein.storage.compact.Sieve;
import io.skein.storage.compact.Span;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Writes what stays of some segments into one, beside them. On the read lane; nobody relies on the
 * file before it is finished and has another name.
 */
final class Rewrite implements BatchVisitor {
    static final String CLEANED = ".cleaned";

    private static final int STAGING_BYTES = 1 << 20;

    /** Synced bit by bit: one large sync would keep readers waiting for seconds. */
    private static final int SYNC_BYTES = 8 << 20;

    private final Disk disk;
    private final String name;
    private final String indexName;
    private final String timeIndexName;
    private final int batchBytesMax;
    private final Sieve sieve;
    private final SegmentIndex index;
    private final Gaps gaps = new Gaps();
    private final ByteBuffer staging = ByteBuffer.allocate(STAGING_BYTES);
    private Optional<DiskFile> file = Optional.empty();
    private int written;
    private int unsynced;
    private Optional<String> fault = Optional.empty();

    Rewrite(DirectoryWorld world, String folder, SegmentIndex index, Target target) {
        this.disk = world.disk();
        this.batchBytesMax = world.settings().batchBytesMax();
        this.name = SegmentName.of(folder, target.base(), SegmentName.LOG) + CLEANED;
        this.indexName = SegmentName.of(folder, target.base(), SegmentName.INDEX) + CLEANED;
        this.timeIndexName =
                SegmentName.of(folder, target.base(), SegmentName.TIME_INDEX) + CLEANED;
        this.sieve = target.sieve();
        this.index = index;
    }

    /** Which segment is made, and of what. */
    record Target(long base, Sieve sieve) {}

    /** The segment as it is to be. */
    int bytes() {
        return written;
    }

    long newestMillis() {
        return index.newestMillis();
    }

    @Override
    public void begin(Span segment) {
        // All become one.
    }

    @Override
    public boolean take(ByteBuffer batch) throws IOException {
        return switch (sieve.of(batch, Sieve.open(batch))) {
            case Fate.Kept _ -> keep(batch);
            case Fate.Thinned thinned -> keep(thin(batch, thinned));
            case Fate.Emptied _ -> keep(BatchRewrite.empty(batch));
            case Fate.Dropped _ -> drop(batch);
            case Fate.Unreadable(String cause) -> {
                fault = Optional.of(cause);
                yield false;
            }
        };
    }

    @Override
    public Optional<String> fault() {
        return fault;
    }

    /** All is in the files to stay. */
    void finish() throws IOException {
        Optional<ByteBuffer> filler = gaps.close();
        if (filler.isPresent()) add(filler.get());
        flush();
        DiskFile log = opened();
        log.sync();
        log.close();
        file = Optional.empty();
        index.noteTime();
        SegmentIndex.Tail all = index.all();
        SmallFile.write(disk, indexName, bytes(all.offsets()));
        SmallFile.write(disk, timeIndexName, bytes(all.times()));
    }

    /** Nothing came of it. What cannot be removed here is removed at the next start. */
    void discard() {
        try {
            if (file.isPresent()) file.get().close();
            file = Optional.empty();
            for (String each : new String[] {name, indexName, timeIndexName}) {
                if (disk.exists(each)) disk.delete(each);
            }
        } catch (IOException failed) {
            fault = Optional.of(failed.toString());
        }
    }

    private ByteBuffer thin(ByteBuffer batch, Fate.Thinned thinned) {
        ByteBuffer made =
                BatchRewrite.of(batch, Sieve.open(batch), thinned.kept(), thinned.horizonMillis());
        // Times may take more bytes than before. What is too large would be taken for damage.
        return made.limit() > batchBytesMax ? batch : made;
    }

    private boolean drop(ByteBuffer batch) throws IOException {
        Optional<ByteBuffer> filler = gaps.drop(batch);
        return filler.isEmpty() || add(filler.get());
    }

    private boolean keep(ByteBuffer batch) throws IOException {
        Optional<ByteBuffer> filler = gaps.close();
        return (filler.isEmpty() || add(filler.get())) && add(batch);
    }

    private boolean add(ByteBuffer batch) throws IOException {
        int bytes = batch.remaining();
        if ((long) written + bytes > Integer.MAX_VALUE) {
            fault = Optional.of("what stays does not fit into one segment");
            return false;
        }
        index.note(batch, 0, written);
        if (bytes > staging.remaining()) flush();
        if (bytes > staging.remaining()) write(batch.duplicate(), written);
        else staging.put(batch.duplicate());
        written += bytes;
        return true;
    }

    private void flush() throws IOException {
        staging.flip();
        if (staging.hasRemaining()) write(staging, written - staging.remaining());
        staging.clear();
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        unsynced += bytes.remaining();
        DiskFile log = opened();
        log.write(bytes, position);
        if (unsynced < SYNC_BYTES) return;
        log.sync();
        unsynced = 0;
    }

    private DiskFile opened() throws IOException {
        if (file.isEmpty()) {
            if (disk.exists(name)) disk.delete(name);
            file = Optional.of(disk.create(name));
        }
        return file.get();
    }

    private static byte[] bytes(ByteBuffer entries) {
        byte[] bytes = new byte[entries.remaining()];
        entries.get(entries.position(), bytes);
        return bytes;
    }
}
