package io.skein.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Kafka's own client with acks=all. What differs from its defaults is in its favour, or as in
 * Skein's client: batches of 128 KiB, 32 MiB of memory, and 5 ms of waiting for more.
 */
final class KafkaSending implements Sending {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long RETRY_MILLIS = 200;

    private final Target target;
    private final KafkaProducer<byte[], byte[]> producer;

    private KafkaSending(Target target) throws InterruptedException {
        this.target = target;
        makeTopic();
        Properties settings = bootstrap();
        settings.put("acks", "all");
        settings.put("batch.size", Integer.toString(128 << 10));
        settings.put("linger.ms", "5");
        settings.put("buffer.memory", Integer.toString(32 << 20));
        this.producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        Target target = Target.of(words);
        Load.obey(new KafkaSending(target), target.valueBytes());
    }

    private Properties bootstrap() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", target.bootstrap());
        return settings;
    }

    /** The nodes may only just have started: not all of them may be known yet. */
    private void makeTopic() throws InterruptedException {
        Map<String, String> configs =
                target.configs().stream()
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        NewTopic topic =
                new NewTopic(target.topic(), target.partitions(), (short) target.replicas())
                        .configs(configs);
        long begin = System.nanoTime();
        try (Admin admin = Admin.create(bootstrap())) {
            while (true) {
                try {
                    admin.createTopics(List.of(topic)).all().get();
                    return;
                } catch (ExecutionException failed) {
                    if (System.nanoTime() - begin > PATIENCE_NANOS) {
                        throw new BenchFailed("Kafka made no topic: " + failed.getCause());
                    }
                    Thread.sleep(RETRY_MILLIS);
                }
            }
        }
    }

    @Override
    public void send(byte[] value, Consumer<Optional<String>> then) {
        producer.send(
                new ProducerRecord<>(target.topic(), value),
                (_, error) -> then.accept(Optional.ofNullable(error).map(Object::toString)));
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public long stored() {
        try (Admin admin = Admin.create(bootstrap())) {
            Map<TopicPartition, OffsetSpec> asked =
                    IntStream.range(0, target.partitions())
                            .mapToObj(number -> new TopicPartition(target.topic(), number))
                            .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().values().stream()
                    .mapToLong(found -> found.offset())
                    .sum();
        } catch (ExecutionException | InterruptedException failed) {
            throw new BenchFailed("Kafka does not tell what it has stored: " + failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
