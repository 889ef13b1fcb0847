package io.skein.records;

import java.util.Optional;

/** How the records of a batch are compressed, with the ids that RecordBatch v2 gives them. */
public enum Codec {
    NONE(0),
    GZIP(1),
    SNAPPY(2),
    LZ4(3),
    ZSTD(4);

    private final int id;

    Codec(int id) {
        this.id = id;
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

    /** Empty for {@link #NONE}. */
    Optional<Compression> compression() {
        return switch (this) {
            case NONE -> Optional.empty();
            case GZIP -> Optional.of(new Gzip());
            case SNAPPY -> Optional.of(new Snappy());
            case LZ4 -> Optional.of(new Lz4());
            case ZSTD -> Optional.of(new Zstd());
        };
    }
}
