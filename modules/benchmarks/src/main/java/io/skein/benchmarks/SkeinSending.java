package io.skein.benchmarks;

import io.skein.client.ConnectionSettings;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.admin.OffsetSpec;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.protocol.v1.ListOffsetsResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Skein's own client, as users call it, with its defaults. */
final class SkeinSending implements Sending {
    private final Target target;
    private final ConnectionSettings connection;
    private final Producer<byte[], byte[]> producer;

    private SkeinSending(Target target) {
        this.target = target;
        this.connection = ConnectionSettings.DEFAULT.withBootstrap(List.of(target.bootstrap()));
        makeTopic();
        this.producer = Producer.create(ProducerSettings.builder().connection(connection).build());
    }

    static void main(String[] words) throws IOException {
        Target target = Target.of(words);
        Load.obey(new SkeinSending(target), target.valueBytes());
    }

    private void makeTopic() {
        try (Admin admin = Admin.create(connection)) {
            NewTopic topic =
                    NewTopic.of(target.topic())
                            .withPartitions(target.partitions())
                            .withReplicationFactor(target.replicas());
            for (String config : target.configs()) {
                int at = config.indexOf('=');
                topic = topic.withConfig(config.substring(0, at), config.substring(at + 1));
            }
            admin.createTopic(topic);
        }
    }

    @Override
    public void send(byte[] value, Consumer<Optional<String>> then) {
        producer.send(
                ProducerRecord.of(target.topic(), value),
                delivery -> then.accept(delivery.error().map(Object::toString)));
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public long stored() {
        List<Integer> all = IntStream.range(0, target.partitions()).boxed().toList();
        try (Admin admin = Admin.create(connection)) {
            ListOffsetsResponse found =
                    admin.await(
                            admin.calls()
                                    .listOffsets(target.topic(), all, new OffsetSpec.Latest()));
            return found.getOffsetsList().stream().mapToLong(one -> one.getOffset()).sum();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
