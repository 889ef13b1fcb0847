package io.skein.scenarios.crashes;

import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.scenarios.history.Violation;
import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.CompactionSettings;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import java.nio.ByteBuffer;
import java.util.List;

/** A life with compaction: values and tombstones of a few keys, and passes in between. */
final class Compacting {
    private static final LogName A = new LogName("a", 0);
    private static final int KEYS = 5;
    private static final long NOW = 1_700_000_000_000L;
    private static final CompactionSettings SETTINGS =
            new CompactionSettings(0, 0, 0, 0, CompactionSettings.Budget.DEFAULT);

    private Compacting() {}

    static void live(Machine machine) {
        machine.open();
        machine.make(A);
        machine.known(A).mayBeCompacted();
        for (int i = 0; i < 3; i++) Scripts.turn(machine, A, 7, i);
        compact(machine, 0);
        Scripts.turn(machine, A, 9, 3);
        compact(machine, 1);
        machine.stopAndStart();
        Scripts.turn(machine, A, 9, 4);
        compact(machine, 2);
    }

    private static void compact(Machine machine, long millis) {
        Log log = machine.log(A);
        Compaction.Order order = new Compaction.Order(SETTINGS, NOW + millis, log.durableEnd());
        CompactionResult result =
                machine.<CompactionResult>askLog(then -> log.compaction().start(order, then));
        if (!(result instanceof CompactionResult.Done)) {
            throw new Violation("failed", "compacting: " + result);
        }
    }

    /** Some records with keys; one in four has no value. */
    static ByteBuffer batch(long salt) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (long i = salt; i < salt + 1 + salt % 3; i++) {
            Payload key = Payload.of("key " + i * i % KEYS);
            Payload value =
                    i % 4 == 3
                            ? Payload.ABSENT
                            : Payload.of("v" + "x".repeat((int) (i * 37 % 300)));
            builder.add(NOW, key, value, List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }
}
