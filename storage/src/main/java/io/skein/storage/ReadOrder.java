package io.skein.storage;

import java.util.Optional;

/**
 * What to read from one segment.
 *
 * @param bytes of the segment that may be looked at
 * @param limit nothing that reaches past this offset is wanted, nor any that the segment lacks
 * @param anchor where to start, if the log knows; otherwise the index files do
 */
record ReadOrder(
        String folder,
        long base,
        int bytes,
        long offset,
        long limit,
        int bytesMax,
        Optional<Anchor> anchor) {
    ReadOrder from(long newOffset, Optional<Anchor> newAnchor) {
        return new ReadOrder(folder, base, bytes, newOffset, limit, bytesMax, newAnchor);
    }
}
