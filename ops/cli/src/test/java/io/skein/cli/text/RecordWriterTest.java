package io.skein.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Records gather, go out whole, and end quietly when nobody reads them any more. */
class RecordWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void partsHaveTabsBetweenThem() {
        RecordWriter writer = new RecordWriter(out);
        writer.line(bytes("0"), bytes("key"), bytes("value"));
        writer.line(bytes("alone"));
        assertEquals("", out.toString(StandardCharsets.UTF_8), "nothing goes out before its time");
        writer.flush();
        assertEquals("0\tkey\tvalue\nalone\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void recordsLargerThanTheBufferKeepTheirPlace() {
        RecordWriter writer = new RecordWriter(out);
        String large = "x".repeat(200_000);
        writer.line(bytes("before"));
        writer.line(bytes(large));
        writer.line(bytes("after"));
        writer.flush();
        assertEquals("before\n" + large + "\nafter\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aClosedPipeIsNoFailure() {
        Complaint complaint = complaintAt("Broken pipe");
        assertEquals(ExitCode.OK, complaint.code());
        assertEquals("", complaint.line());
    }

    @Test
    void aFullDiskIs() {
        Complaint complaint = complaintAt("No space left on device");
        assertEquals(ExitCode.FAILED, complaint.code());
        assertTrue(complaint.line().contains("No space left on device"), complaint.line());
    }

    private static Complaint complaintAt(String trouble) {
        RecordWriter writer =
                new RecordWriter(
                        new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                                throw new IOException(trouble);
                            }
                        });
        writer.line(bytes("a"));
        return assertThrows(Complaint.class, writer::flush);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
