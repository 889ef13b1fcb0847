package io.skein.records;

import java.util.Optional;

/** How the records of a batch are compressed, with the ids that RecordBatch v2 gives them. */
public enum Codec {
    NONE(0, true),
    GZIP(1, false),
    SNAPPY(2, false),
    LZ4(3, false),
    ZSTD(4, true);

    private final int id;
    private final boolean supported;

    Codec(int id, boolean supported) {
        this.id = id;
        this.supported = supported;
    }

    /** Empty for an id without a meaning. */
    public static Optional<Codec> byId(int id) {
        return switch (id) {
            case 0 -> Optional.of(NONE);
            case 1 -> Optional.of(GZIP);
            case 2 -> Optional.of(SNAPPY);
            case 3 -> Optional.of(LZ4);
            case 4 -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /** The number in the lowest three attribute bits. */
    public int id() {
        return id;
    }

    /** True if this build can compress and decompress it; the others are only passed on. */
    public boolean isSupported() {
        return supported;
    }
}
