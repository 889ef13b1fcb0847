package io.skein.client.serialization;

import io.skein.records.Payload;

/** Turns bytes into keys or values. Called by the thread that polls. */
@FunctionalInterface
public interface Deserializer<T> {
    /**
     * The value that {@code bytes} stand for. What it throws reaches the caller of poll as {@link
     * io.skein.client.SerializationException}, with the record's place.
     */
    T deserialize(String topic, Payload bytes);
}
