package io.skein.records;

/** Why a batch is refused. One kind per answer a caller may have to give, not per rule broken. */
public enum BatchFault {
    /** The bytes end before the batch does: a torn tail, or more is yet to come. */
    TRUNCATED,
    /** The length field cannot be that of any batch. */
    BAD_LENGTH,
    /** Bytes follow where exactly one batch was expected. */
    TRAILING_BYTES,
    /** Not format version 2. */
    UNSUPPORTED_MAGIC,
    /** The bytes are not those that the checksum was made of. */
    CORRUPT,
    /** Attribute bits without a meaning are set. */
    RESERVED_ATTRIBUTES,
    /** A codec id without a meaning, or one whose library this machine cannot load. */
    UNSUPPORTED_CODEC,
    /** Marked as only a server may mark: control, transaction, delete horizon, append time. */
    NOT_FOR_CLIENTS,
    /** The record count is negative, zero, or not that of the content. */
    BAD_COUNT,
    /** Offsets that do not ascend as they must, or pass the end of the number range. */
    BAD_OFFSETS,
    /** Times before 1970, beyond the number range, or not those of the records. */
    BAD_TIMESTAMPS,
    /** Producer id, epoch and sequence that do not belong together. */
    BAD_PRODUCER,
    /** A record whose lengths, numbers or headers are malformed. */
    BAD_RECORD,
    /** A record without a key where every record needs one. */
    MISSING_KEY,
    /** The compressed block is damaged. */
    BAD_COMPRESSION,
    /** Decompressed, the records pass the {@link DecompressionBound}. */
    TOO_LARGE_DECOMPRESSED
}
