package io.skein.client.serialization;

import io.skein.records.Payload;

/** The serializers that come with the client. */
public final class Serializers {
    private Serializers() {}

    /** The bytes as they are; not copied. */
    public static Serializer<byte[]> bytes() {
        return (topic, value) -> Payload.of(value);
    }

    /** Text as UTF-8. */
    public static Serializer<String> string() {
        return (topic, value) -> Payload.of(value);
    }
}
