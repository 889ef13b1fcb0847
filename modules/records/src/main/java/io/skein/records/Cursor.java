package io.skein.records;

/**
 * A place in untrusted bytes. Whoever reads sets {@code end}; nothing is read at or behind it.
 * After a varint that is cut off or too long, {@code torn} stays true and what was returned means
 * nothing.
 */
final class Cursor {
    final byte[] bytes;
    int at;
    int end;
    boolean torn;

    Cursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    int varint() {
        if (at < end) {
            int only = bytes[at];
            if (only >= 0) {
                at++;
                return Varint.unzigzag(only);
            }
        }
        return longerVarint();
    }

    private int longerVarint() {
        int raw = 0;
        for (int shift = 0; at < end; shift += 7) {
            int next = bytes[at++];
            // The fifth byte has four bits to give; more would be lost, or never end.
            if (shift == 28 && (next & 0xF0) != 0) break;
            raw |= (next & 0x7F) << shift;
            if (next >= 0) return Varint.unzigzag(raw);
        }
        torn = true;
        return 0;
    }

    long varlong() {
        long raw = 0;
        for (int shift = 0; at < end; shift += 7) {
            int next = bytes[at++];
            // The tenth byte has one bit to give.
            if (shift == 63 && (next & 0xFE) != 0) break;
            raw |= (next & 0x7FL) << shift;
            if (next >= 0) return Varint.unzigzag(raw);
        }
        torn = true;
        return 0;
    }
}
