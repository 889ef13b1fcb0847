package io.skein.records;

import io.skein.records.BatchVerdict.Invalid;
import java.nio.ByteBuffer;
import java.util.Locale;
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
        if (codec.isEmpty()) {
            return refused(BatchFault.UNSUPPORTED_CODEC, "a codec without a meaning");
        }
        int length = (int) Batch.sizeBytes(batch, at) - Batch.HEADER_BYTES;
        ByteBuffer stored = batch.slice(at + Batch.HEADER_BYTES, length);
        if (!stored.hasArray()) stored = ByteBuffer.allocate(length).put(stored).flip();
        return unpacked(codec.get(), stored, bound);
    }

    /** Of a block that has an array. */
    static Body unpacked(Codec codec, ByteBuffer block, DecompressionBound bound) {
        // Compaction may leave a batch without records, and then without a block.
        if (codec.compression().isEmpty() || !block.hasRemaining()) {
            return new Body(block, Optional.empty());
        }
        int length = block.remaining();
        int allowed = bound.allowedBytes(length);
        Unpacked target = new Unpacked(length, allowed);
        Optional<String> damage;
        try {
            damage = codec.compression().get().inflate(block, target);
        } catch (LinkageError missing) {
            // Native code that this machine cannot load: a batch that asks for it is refused like
            // one in a codec that we do not know, and others are served.
            return refused(BatchFault.UNSUPPORTED_CODEC, name(codec) + " cannot be loaded here");
        }
        if (target.isTooLarge()) {
            String size = length + " compressed bytes hold more than the " + allowed + " allowed";
            return refused(BatchFault.TOO_LARGE_DECOMPRESSED, name(codec) + ": " + size);
        }
        return damage.map(how -> refused(BatchFault.BAD_COMPRESSION, name(codec) + ": " + how))
                .orElseGet(() -> new Body(target.bytes(), Optional.empty()));
    }

    private static String name(Codec codec) {
        return codec.name().toLowerCase(Locale.ROOT);
    }

    private static Body refused(BatchFault fault, String reason) {
        return new Body(ByteBuffer.allocate(0), Optional.of(new Invalid(fault, reason)));
    }
}
