package io.skein.storage.producers;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.DiskFile;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The {@code .snapshot} files in a log's folder, one per offset. Each has to prove itself, so most
 * are never synced: one that a crash has torn is passed over, and more of the log is read.
 */
public final class Snapshots {
    private final Disk disk;
    private final String folder;

    /** The producers as they were before {@code offset}. */
    public record Found(long offset, Producers producers) {}

    public Snapshots(Disk disk, String folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /** Of all that are there, sound or not; ascending. */
    public List<Long> offsets() throws IOException {
        List<Long> offsets = new ArrayList<>();
        for (String file : disk.list(folder)) {
            OptionalLong offset = SegmentName.base(file, SegmentName.PRODUCERS);
            if (offset.isPresent()) offsets.add(offset.getAsLong());
        }
        return offsets;
    }

    /** The newest sound one that is not behind this offset. */
    public Optional<Found> newest(long upTo) throws IOException {
        for (long offset : offsets().reversed()) {
            if (offset > upTo) continue;
            Optional<Producers> producers = read(offset);
            if (producers.isPresent()) return Optional.of(new Found(offset, producers.get()));
        }
        return Optional.empty();
    }

    private Optional<Producers> read(long offset) throws IOException {
        try (DiskFile file = disk.open(file(offset))) {
            long length = file.length();
            if (length > ProducerSnapshot.BYTES_MAX) return Optional.empty();
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            if (file.read(bytes, 0) < length) return Optional.empty();
            return ProducerSnapshot.read(bytes.array(), offset);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** Writes one, in the place of what was there; it may be gone or torn after a crash. */
    public void write(long offset, Producers producers) throws IOException {
        write(offset, producers, false);
    }

    /** As {@link #write}, and it stays once this has returned. */
    public void store(long offset, Producers producers) throws IOException {
        write(offset, producers, true);
        disk.syncDirectory(folder);
    }

    /** None of those that are there goes away in a crash. */
    public void syncNames() throws IOException {
        disk.syncDirectory(folder);
    }

    private void write(long offset, Producers producers, boolean isSynced) throws IOException {
        delete(offset);
        try (DiskFile file = disk.create(file(offset))) {
            file.write(ByteBuffer.wrap(ProducerSnapshot.write(producers)), 0);
            if (isSynced) file.sync();
        } catch (DiskFull full) {
            delete(offset);
            throw full;
        }
    }

    /** Deletes one if it is there. A crash may bring it back. */
    public void delete(long offset) throws IOException {
        if (disk.exists(file(offset))) disk.delete(file(offset));
    }

    /**
     * Deletes those behind this offset, and none of them comes back: the log will grow past there
     * with other batches.
     */
    public void removeBehind(long offset) throws IOException {
        for (long each : offsets()) {
            if (each > offset) delete(each);
        }
        disk.syncDirectory(folder);
    }

    /** Deletes what another log has left in the folder, and none of it comes back. */
    public void removeAll() throws IOException {
        if (!offsets().isEmpty()) removeBehind(-1);
    }

    private String file(long offset) {
        return SegmentName.of(folder, offset, SegmentName.PRODUCERS);
    }
}
