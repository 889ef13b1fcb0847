package io.skein.server.rpc;

import io.skein.foundation.Check;

/**
 * How much one Fetch stream may read: the credit its client gave, and what may be under way at a
 * time, whatever that credit is. Bytes are reserved before a read, settled when it is answered, and
 * released when they are sent. Owned by the call's turns.
 */
final class FetchBudget {
    /** Largest read. */
    static final int READ_BYTES_MAX = 1 << 20;

    /** Bytes that may be read and not yet sent, give or take one batch per read. */
    static final int UNDER_WAY_BYTES_MAX = 4 << 20;

    private long credit;
    private long underWay;

    /** More may be sent. */
    void grant(long bytes) {
        Check.that(bytes > 0, "credit grows", bytes);
        credit = credit > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : credit + bytes;
    }

    /** Takes what one read may bring; 0 if nothing may be read now. */
    int reserve() {
        long room = Math.min(credit, UNDER_WAY_BYTES_MAX - underWay);
        int bytes = (int) Math.max(0, Math.min(room, READ_BYTES_MAX));
        credit -= bytes;
        underWay += bytes;
        return bytes;
    }

    /** The read brought {@code used}; a single batch may be more than was reserved. */
    void settle(int reserved, int used) {
        credit += (long) reserved - used;
        underWay += (long) used - reserved;
    }

    /** Takes exactly so much for a read that had nothing reserved, if there is room for it. */
    boolean take(int bytes) {
        if (bytes > credit || underWay + bytes > UNDER_WAY_BYTES_MAX) return false;
        credit -= bytes;
        underWay += bytes;
        return true;
    }

    /** So much has been sent. */
    void sent(int bytes) {
        underWay -= bytes;
    }

    /** So much will not be sent after all. */
    void dropped(int bytes) {
        credit += bytes;
        underWay -= bytes;
    }

    /** Whether nothing more may be sent until there is new credit. */
    boolean isSpent() {
        return credit <= 0 && underWay == 0;
    }
}
