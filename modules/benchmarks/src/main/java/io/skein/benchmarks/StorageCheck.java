package io.skein.benchmarks;

import io.skein.records.BatchCheck;
import io.skein.records.DecompressionBound;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Batches of 128 KiB checked by one thread: as they are when they come from a file or a leader, and
 * as when they come from a client, whose records are looked at too. By processor time, which is the
 * same however busy the machine is.
 */
final class StorageCheck {
    private static final double GB_PER_SECOND_GOAL = 2;
    private static final int BATCH_BYTES = 128 << 10;

    /** 8 MiB together, so that they do not lie in the nearest cache already. */
    private static final int BATCHES = 64;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<ByteBuffer> batches = new ArrayList<>();
    private final int seconds;
    private int crcs;

    StorageCheck(int seconds) {
        this.seconds = seconds;
        ByteBuffer batch = Batches.ofAtMost(BATCH_BYTES);
        for (int i = 0; i < BATCHES; i++) batches.add(Batches.copy(batch));
    }

    /** One of the things to do with a batch; false if it was found wrong. */
    @FunctionalInterface
    private interface Look {
        boolean at(ByteBuffer batch);
    }

    void putInto(Result result) {
        for (int i = 0; i < 2; i++) {
            run(StorageCheck::isStored);
            run(StorageCheck::isProduced);
            run(this::sum);
        }
        Round stored = Round.NONE;
        Round produced = Round.NONE;
        Round bare = Round.NONE;
        long rounds = Math.max(1, seconds * 1_000_000_000L / (3 * Turns.ROUND_NANOS));
        for (int i = 0; i < rounds; i++) {
            stored = stored.plus(run(StorageCheck::isStored));
            produced = produced.plus(run(StorageCheck::isProduced));
            bare = bare.plus(run(this::sum));
        }
        if (crcs == 0) throw new BenchFailed("the checksums of all batches are zero");
        result.putAtLeast("check_stored_gb_per_s", gigabytes(stored), GB_PER_SECOND_GOAL)
                .putAtLeast("check_produced_gb_per_s", gigabytes(produced), GB_PER_SECOND_GOAL)
                .put("check_bare_crc_gb_per_s", gigabytes(bare));
    }

    private static boolean isStored(ByteBuffer batch) {
        return BatchCheck.stored(batch, 0, batch.limit()).isValid();
    }

    private static boolean isProduced(ByteBuffer batch) {
        return BatchCheck.produced(batch, 0, batch.limit(), DecompressionBound.DEFAULT).isValid();
    }

    private boolean sum(ByteBuffer batch) {
        CRC32C crc = new CRC32C();
        crc.update(batch.duplicate());
        crcs |= (int) crc.getValue();
        return true;
    }

    /** For about a round's time; the nanoseconds are of processor time. */
    private Round run(Look look) {
        long begin = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = 0;
        while (System.nanoTime() - begin < Turns.ROUND_NANOS) {
            for (ByteBuffer batch : batches) {
                if (!look.at(batch)) throw new BenchFailed("a sound batch was refused");
                bytes += batch.limit();
            }
        }
        return new Round(bytes, threads.getCurrentThreadCpuTime() - cpu);
    }

    private static double gigabytes(Round round) {
        return round.mbPerSecond() / 1e3;
    }
}
