package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import io.skein.cli.text.RecordWriter;
import io.skein.client.TopicPartition;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.records.Header;
import io.skein.records.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records as lines. */
class RecordFormTest {
    private static final ConsumerRecord<byte[], byte[]> FULL =
            record(Optional.of(bytes("k")), Optional.of(bytes("v")));
    private static final ConsumerRecord<byte[], byte[]> TOMBSTONE =
            record(Optional.empty(), Optional.empty());

    @Test
    void whatWasAskedForStandsBeforeTheValue() {
        assertEquals("v\n", written(new RecordForm.Plain(false, false, false), FULL));
        assertEquals("2\tv\n", written(new RecordForm.Plain(true, false, false), FULL));
        assertEquals("2\t7\tk\tv\n", written(new RecordForm.Plain(true, true, true), FULL));
    }

    @Test
    void whatIsAbsentIsEmpty() {
        assertEquals("\n", written(new RecordForm.Plain(false, false, false), TOMBSTONE));
        assertEquals("\t\n", written(new RecordForm.Plain(false, false, true), TOMBSTONE));
    }

    @Test
    void jsonTellsEverything() {
        String start = "{'topic':'t','partition':2,'offset':7,'timestampMillis':99,";
        assertEquals(
                quoted(start + "'key':'k','value':'v','headers':[{'key':'h','value':'x'}]}\n"),
                written(new RecordForm.Json(new JsonFactory()), FULL));
        assertEquals(
                quoted(start + "'key':null,'value':null,'headers':[{'key':'h','value':'x'}]}\n"),
                written(new RecordForm.Json(new JsonFactory()), TOMBSTONE));
    }

    @Test
    void bytesThatAreNoTextStandAsBase64() {
        byte[] noText = {(byte) 0xFF, 0};
        String line =
                written(
                        new RecordForm.Json(new JsonFactory()),
                        record(Optional.empty(), Optional.of(noText)));
        assertEquals(
                quoted(
                        "{'topic':'t','partition':2,'offset':7,'timestampMillis':99,'key':null,"
                                + "'valueBase64':'/wA=','headers':[{'key':'h','value':'x'}]}\n"),
                line);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            Optional<byte[]> key, Optional<byte[]> value) {
        List<Header> headers = List.of(new Header("h", Payload.of("x")));
        return new ConsumerRecord<>(new TopicPartition("t", 2), 7, 99, key, value, headers);
    }

    private static String written(RecordForm form, ConsumerRecord<byte[], byte[]> record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordWriter writer = new RecordWriter(out);
        form.write(record, writer);
        writer.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
