package io.skein.storage;

import io.skein.storage.compact.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Looks at the batches of closed segments, one after the other. On the read lane. */
interface BatchVisitor {
    /** The batches that follow are this segment's. */
    void begin(Span segment);

    /** A sound batch, at the buffer's beginning; false if no more are wanted. */
    boolean take(ByteBuffer batch) throws IOException;

    /** What is wrong with the last batch, if no more are wanted for that. */
    Optional<String> fault();
}
