package io.skein.server.adapter;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.raft.BallotFormat;
import io.skein.raft.Decoded;
import io.skein.raft.core.Ballot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The ballot on disk: a small file that is replaced whole, so that there is always one. Used on the
 * metadata log's commit lane only.
 */
final class BallotFile {
    static final String NAME = "quorum-state";
    private static final String NEXT = "quorum-state.tmp";

    private final Disk disk;

    BallotFile(Disk disk) {
        this.disk = disk;
    }

    /**
     * What is there, durable from now on; empty if no ballot was ever saved. Damage is not "none":
     * a vote may be lost.
     */
    Optional<Decoded<Ballot>> read() throws IOException {
        // A process that was killed may have left a name that only memory knows. Whoever voted by
        // it and then lost power would vote a second time.
        disk.syncDirectory("");
        if (!disk.exists(NAME)) return Optional.empty();
        try (DiskFile file = disk.open(NAME)) {
            // One byte more than a ballot may have, so that a longer file shows.
            ByteBuffer bytes = ByteBuffer.allocate(BallotFormat.BYTES_MAX + 1);
            file.read(bytes, 0);
            return Optional.of(BallotFormat.decode(bytes.flip()));
        }
    }

    /** Durable when it returns. */
    void replace(Ballot ballot) throws IOException {
        if (disk.exists(NEXT)) disk.delete(NEXT);
        try (DiskFile file = disk.create(NEXT)) {
            file.write(BallotFormat.encode(ballot), 0);
            file.sync();
        }
        disk.rename(NEXT, NAME);
        disk.syncDirectory("");
    }
}
