package io.skein.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.skein.storage.producers.ProducerSnapshot;
import io.skein.storage.producers.Producers;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Snapshots of producers. */
class SnapshotFuzzTest {
    private static final int CRC_AT = 2;
    private static final int SUMMED_AT = 6;

    @FuzzTest(maxDuration = "60s")
    void snapshot(byte[] bytes) {
        Memory.bounded(() -> read(bytes));
        if (bytes.length < SUMMED_AT) return;
        byte[] sealed = bytes.clone();
        CRC32C crc = new CRC32C();
        crc.update(sealed, SUMMED_AT, sealed.length - SUMMED_AT);
        ByteBuffer.wrap(sealed).putInt(CRC_AT, (int) crc.getValue());
        Memory.bounded(() -> read(sealed));
    }

    /** What is taken for true is written as it was understood. */
    private static void read(byte[] bytes) {
        Optional<Producers> read = ProducerSnapshot.read(bytes, 1_000);
        if (read.isEmpty()) return;
        byte[] written = ProducerSnapshot.write(read.get());
        assertEquals(read, ProducerSnapshot.read(written, 1_000));
    }
}
