package io.skein.benchmarks;

import io.skein.client.ConnectionSettings;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Writes a record to each partition of a topic, and waits until the disks have them all. */
final class EachPartition {
    private static final byte[] VALUE = new byte[100];

    private EachPartition() {}

    /** Returns how long it took. Throws if one of them is not acknowledged. */
    static long write(ConnectionSettings to, String topic, int count) {
        ProducerSettings settings = ProducerSettings.builder().connection(to).build();
        AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
        long begin = System.nanoTime();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            for (int number = 0; number < count; number++) {
                producer.send(
                        ProducerRecord.<byte[], byte[]>of(topic, VALUE).withPartition(number),
                        delivery ->
                                delivery.error()
                                        .ifPresent(why ->
                                                trouble.set(Optional.of(why.toString()))));
            }
            producer.flush();
        }
        trouble.get().ifPresent(why -> {
            throw new BenchFailed("a partition took no record: " + why);
        });
        return System.nanoTime() - begin;
    }
}
