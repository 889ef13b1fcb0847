package io.skein.records;

import io.skein.records.BatchVerdict.Invalid;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The records of a batch, decompressed: a buffer with an array, from its position to its limit. Or
 * no bytes, and why not.
 */
record Body(ByteBuffer bytes, Optional<Invalid> refusal) {

    /**
     * Of the batch at {@code at}: its own array if it is plain and has one, a new one otherwise.
     */
    static Body of(ByteBuffer batch, int at, DecompressionBound bound) {
        Optional<Codec> codec = Batch.codec(batch, at);
        if (codec.isEmpty() || !codec.get().isSupported()) {
            String name = codec.map(Codec::name).orElse("without a meaning");
            return refused(BatchFault.UNSUPPORTED_CODEC, "codec " + name + " cannot be read here");
        }
        int length = (int) Batch.sizeBytes(batch, at) - Batch.HEADER_BYTES;
        ByteBuffer stored = batch.slice(at + Batch.HEADER_BYTES, length);
        if (!stored.hasArray()) stored = ByteBuffer.allocate(length).put(stored).flip();
        return codec.get() == Codec.ZSTD && length > 0
                ? Zstd.inflate(stored, bound)
                : new Body(stored, Optional.empty());
    }

    static Body refused(BatchFault fault, String reason) {
        return new Body(ByteBuffer.allocate(0), Optional.of(new Invalid(fault, reason)));
    }
}
