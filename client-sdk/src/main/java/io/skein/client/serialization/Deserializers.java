package io.skein.client.serialization;

import io.skein.records.Payload;

/** The deserializers that come with the client. */
public final class Deserializers {
    private Deserializers() {}

    /** A copy of the bytes. */
    public static Deserializer<byte[]> bytes() {
        return (topic, bytes) -> bytes.toBytes();
    }

    /** The bytes read as UTF-8. */
    public static Deserializer<String> string() {
        return (topic, bytes) -> bytes.text();
    }

    /** A view of the bytes, without copying. */
    public static Deserializer<Payload> payload() {
        return (topic, bytes) -> bytes;
    }
}
