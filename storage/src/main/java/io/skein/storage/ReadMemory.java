package io.skein.storage;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The off-heap memory of one read lane, in pieces that are lent. The one last given back is lent
 * next, for it is still in the processor's cache. At most {@link #PIECES_MAX} are lent or idle; a
 * piece whose lease was forgotten is never lent again. Pieces come back from any thread.
 */
final class ReadMemory {
    /**
     * Most that one read brings, but for a larger batch. Two or three pieces take turns when a log
     * is read in order, and together they fit a processor's second cache: with 1 MiB each a read
     * takes a fifth longer.
     */
    static final int PIECE_BYTES = 512 << 10;

    static final int PIECES_MAX = 16;

    private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();
    private final List<WeakReference<Lease>> lent = new ArrayList<>();

    /** A piece, if there is one. */
    synchronized Optional<Lease> lend() {
        if (idle.isEmpty() && lent.size() == PIECES_MAX) lent.removeIf(ReadMemory::isForgotten);
        if (idle.isEmpty() && lent.size() == PIECES_MAX) return Optional.empty();
        ByteBuffer piece = idle.isEmpty() ? ByteBuffer.allocateDirect(PIECE_BYTES) : idle.pop();
        Lease lease = new Lease(this, piece);
        lent.add(new WeakReference<>(lease));
        return Optional.of(lease);
    }

    /** Slices of a forgotten piece may still be in use, so the piece is not: they keep it alive. */
    private static boolean isForgotten(WeakReference<Lease> lease) {
        return Optional.ofNullable(lease.get()).isEmpty();
    }

    synchronized void takeBack(Lease lease) {
        if (lent.removeIf(each -> each.refersTo(lease))) idle.push(lease.piece());
    }
}
