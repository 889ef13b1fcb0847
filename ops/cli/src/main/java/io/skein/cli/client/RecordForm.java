package io.skein.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.skein.cli.text.RecordWriter;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.records.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a record looks like on standard output: always one line. */
sealed interface RecordForm {
    /** Writes one record. */
    void write(ConsumerRecord<byte[], byte[]> record, RecordWriter out);

    /**
     * The value as it is, and before it what else was asked for, with tabs between. A key or value
     * that is absent is empty; JSON tells the two apart.
     */
    record Plain(boolean partition, boolean offset, boolean key) implements RecordForm {
        private static final byte[] NOTHING = {};

        @Override
        public void write(ConsumerRecord<byte[], byte[]> record, RecordWriter out) {
            byte[] value = record.value().orElse(NOTHING);
            if (!partition && !offset && !key) {
                out.line(value);
                return;
            }
            List<byte[]> parts = new ArrayList<>();
            if (partition) parts.add(ascii(record.partition()));
            if (offset) parts.add(ascii(record.offset()));
            if (key) parts.add(record.key().orElse(NOTHING));
            parts.add(value);
            out.line(parts.toArray(byte[][]::new));
        }

        private static byte[] ascii(long number) {
            return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /**
     * A JSON object. Keys and values are text if they are UTF-8; others stand as base64 under
     * {@code keyBase64} and {@code valueBase64}.
     */
    record Json(JsonFactory factory) implements RecordForm {
        @Override
        public void write(ConsumerRecord<byte[], byte[]> record, RecordWriter out) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            try (JsonGenerator json = factory.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField("topic", record.topic());
                json.writeNumberField("partition", record.partition());
                json.writeNumberField("offset", record.offset());
                json.writeNumberField("timestampMillis", record.timestampMillis());
                bytes(json, "key", record.key());
                bytes(json, "value", record.value());
                headers(json, record.headers());
                json.writeEndObject();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            out.line(line.toByteArray());
        }

        private static void headers(JsonGenerator json, List<Header> headers) throws IOException {
            if (headers.isEmpty()) return;
            json.writeArrayFieldStart("headers");
            for (Header header : headers) {
                json.writeStartObject();
                json.writeStringField("key", header.key());
                boolean absent = header.value().isAbsent();
                bytes(
                        json,
                        "value",
                        absent ? Optional.empty() : Optional.of(header.value().toBytes()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }

        private static void bytes(JsonGenerator json, String name, Optional<byte[]> bytes)
                throws IOException {
            if (bytes.isEmpty()) {
                json.writeNullField(name);
                return;
            }
            Optional<String> text = utf8(bytes.get());
            if (text.isPresent()) {
                json.writeStringField(name, text.get());
            } else {
                json.writeBinaryField(name + "Base64", bytes.get());
            }
        }

        private static Optional<String> utf8(byte[] bytes) {
            try {
                return Optional.of(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString());
            } catch (CharacterCodingException notText) {
                return Optional.empty();
            }
        }
    }
}
