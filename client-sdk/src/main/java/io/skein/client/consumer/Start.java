package io.skein.client.consumer;

/**
 * Where to begin to read.
 *
 * @param offset of meaning for {@link Kind#AT} only
 */
record Start(Kind kind, long offset) {
    static final Start EARLIEST = new Start(Kind.EARLIEST, 0);
    static final Start LATEST = new Start(Kind.LATEST, 0);

    static Start at(long offset) {
        return new Start(Kind.AT, offset);
    }

    enum Kind {
        AT,
        EARLIEST,
        LATEST
    }
}
