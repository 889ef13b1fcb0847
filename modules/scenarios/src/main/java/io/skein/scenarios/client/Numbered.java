package io.skein.scenarios.client;

import java.nio.ByteBuffer;

/**
 * A batch that carries the number of its producer and its own in its partition.
 *
 * @param what what the producer is up to with it
 * @param first the number of its first record in this run
 * @param next the sequence that comes behind it
 */
record Numbered(Kind what, long first, int count, int next, ByteBuffer bytes) {
    /** What a producer is up to. */
    enum Kind {
        /** To have it stored. */
        STORE,
        /** It is stored, and sent again. */
        AGAIN,
        /** One before it was never sent. */
        GAP,
        /** The producer has gone on to another epoch, and that one is stored. */
        OLD_EPOCH
    }

    /** As it was made: a node writes into what it gets. */
    ByteBuffer copy() {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }
}
