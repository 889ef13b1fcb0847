package io.skein.benchmarks;

import io.skein.client.ConnectionSettings;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/**
 * Writes a record to each partition of a topic until the disks have them all: again where it is
 * unknown or refused, as leaders may be about to change.
 */
final class EachPartition {
    private static final byte[] VALUE = new byte[100];
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private EachPartition() {}

    /** Returns how long it took. Throws if one of them is not acknowledged in the end. */
    static long write(ConnectionSettings to, String topic, int count) {
        ProducerSettings settings = ProducerSettings.builder().connection(to).build();
        long begin = System.nanoTime();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            Collection<Integer> left = IntStream.range(0, count).boxed().toList();
            while (!left.isEmpty()) {
                ConcurrentSkipListMap<Integer, String> failed = new ConcurrentSkipListMap<>();
                for (int number : left) send(producer, topic, number, failed);
                producer.flush();
                left = failed.keySet();
                if (!left.isEmpty() && System.nanoTime() - begin > PATIENCE_NANOS) {
                    throw new BenchFailed("a partition took no record: " + failed.firstEntry());
                }
            }
        }
        return System.nanoTime() - begin;
    }

    private static void send(
            Producer<byte[], byte[]> producer,
            String topic,
            int number,
            ConcurrentSkipListMap<Integer, String> failed) {
        producer.send(
                ProducerRecord.<byte[], byte[]>of(topic, VALUE).withPartition(number),
                delivery -> delivery.error().ifPresent(why -> failed.put(number, why.toString())));
    }
}
