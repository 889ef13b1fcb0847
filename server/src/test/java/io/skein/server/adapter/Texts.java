package io.skein.server.adapter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Messages that are text. */
record Texts() implements MessageCodec<String> {
    @Override
    public byte[] encode(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> decode(byte[] bytes) {
        return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
}
