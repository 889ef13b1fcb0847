package io.skein.client.serialization;

import io.skein.records.Payload;

/** Turns keys or values into bytes. Called by whichever thread sends; must bear several at once. */
@FunctionalInterface
public interface Serializer<T> {
    /**
     * The bytes of {@code value}, which must not change afterwards. What it throws reaches the
     * sender as {@link io.skein.client.SerializationException}.
     */
    Payload serialize(String topic, T value);
}
