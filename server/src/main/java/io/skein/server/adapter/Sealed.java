package io.skein.server.adapter;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Messages as they travel: the CRC-32C of the message's bytes, then these. The sum of 16 bits that
 * TCP has lets some damage through, and what is read of a damaged vote or offset is believed.
 */
public record Sealed<M>(MessageCodec<M> content) implements MessageCodec<M> {
    @Override
    public byte[] encode(M message) {
        byte[] bytes = content.encode(message);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(crc(ByteBuffer.wrap(bytes)))
                .put(bytes)
                .array();
    }

    @Override
    public Optional<M> decode(byte[] bytes) {
        if (bytes.length < Integer.BYTES) return Optional.empty();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt() != crc(in.slice())) return Optional.empty();
        byte[] message = new byte[in.remaining()];
        in.get(message);
        return content.decode(message);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
