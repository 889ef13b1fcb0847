package io.skein.records;

/**
 * UTF-8 without objects. Text that is not well formed is written with '?' in place of each fault.
 */
final class Utf8 {
    private static final int SURROGATE_FIRST = 0xD800;
    private static final int SURROGATE_LAST = 0xDFFF;

    private Utf8() {}

    /** Bytes that {@link #write} writes. */
    static int sizeBytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            if (isSurrogate(point)) bytes -= 2;
        }
        return bytes;
    }

    /** Writes at {@code at} and returns the index behind it. */
    static int write(byte[] target, int at, String text) {
        int next = at;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            next = isSurrogate(point) ? write(target, next, '?') : write(target, next, point);
        }
        return next;
    }

    private static int write(byte[] target, int at, int point) {
        int next = at;
        if (point < 0x80) {
            target[next++] = (byte) point;
        } else if (point < 0x800) {
            target[next++] = (byte) (0xC0 | (point >> 6));
            target[next++] = (byte) (0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            target[next++] = (byte) (0xE0 | (point >> 12));
            target[next++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            target[next++] = (byte) (0x80 | (point & 0x3F));
        } else {
            target[next++] = (byte) (0xF0 | (point >> 18));
            target[next++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            target[next++] = (byte) (0x80 | ((point >> 6) & 0x3F));
            target[next++] = (byte) (0x80 | (point & 0x3F));
        }
        return next;
    }

    /** True if the bytes are well-formed UTF-8: shortest forms only, no surrogates (RFC 3629). */
    static boolean isValid(byte[] bytes, int at, int length) {
        int end = at + length;
        int next = at;
        while (next < end) {
            int first = bytes[next++];
            if (first >= 0) continue;
            int more = (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : 3;
            if ((first & 0xF8) == 0xF8 || (first & 0xC0) == 0x80 || end - next < more) return false;
            int point = first & (0x3F >> more);
            for (int i = 0; i < more; i++) {
                int follow = bytes[next++];
                if ((follow & 0xC0) != 0x80) return false;
                point = (point << 6) | (follow & 0x3F);
            }
            int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
            if (point < least || point > 0x10FFFF || isSurrogate(point)) return false;
        }
        return true;
    }

    private static boolean isSurrogate(int point) {
        return point >= SURROGATE_FIRST && point <= SURROGATE_LAST;
    }
}
