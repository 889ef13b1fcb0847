package io.skein.storage;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The memory that batches from a file lie in. Given back, it is used for other reads at once: who
 * does that must have sent or copied the batches, and drop them. Who never does loses nothing but
 * speed, for the collector frees it then. Any thread.
 */
public final class Lease {
    /** Of batches that nobody else will overwrite. */
    public static final Lease NONE = new Lease();

    private final Optional<ReadMemory> owner;
    private final ByteBuffer piece;

    private Lease() {
        this.owner = Optional.empty();
        this.piece = ByteBuffer.allocate(0);
    }

    Lease(ReadMemory owner, ByteBuffer piece) {
        this.owner = Optional.of(owner);
        this.piece = piece;
    }

    /** The first so many bytes of it, to be filled. */
    ByteBuffer first(int bytes) {
        return piece.slice(0, bytes);
    }

    ByteBuffer piece() {
        return piece;
    }

    /** Nobody will look at the batches again. Another time does nothing. */
    public void giveBack() {
        owner.ifPresent(memory -> memory.takeBack(this));
    }
}
