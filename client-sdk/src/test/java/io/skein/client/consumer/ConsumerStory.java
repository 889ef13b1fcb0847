package io.skein.client.consumer;

import io.skein.client.TopicPartition;
import io.skein.client.fake.FakeTopic;
import io.skein.client.fake.Stage;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A consumer on a stage, polled on its lane, and a topic to read. */
final class ConsumerStory {
    static final TopicPartition T0 = new TopicPartition("t", 0);
    static final TopicPartition T1 = new TopicPartition("t", 1);

    final Stage stage = new Stage();
    final ConsumerCore core;
    private int next;

    ConsumerStory(ConsumerSettings.Builder settings) {
        core = new ConsumerCore(stage.client, settings.build(), () -> {});
        stage.run(() -> {
            stage.cluster.topic("t", 2);
            core.fetcher().start();
        });
    }

    static ConsumerSettings.Builder settings() {
        return ConsumerSettings.builder().bootstrap("node:7070").offsetReset(OffsetReset.EARLIEST);
    }

    FakeTopic topic() {
        return stage.cluster.find("t");
    }

    /** Appends batches of so many records, with values "0", "1" and so on. */
    void append(int partition, int... counts) {
        stage.run(() -> {
            for (int count : counts) topic().append(partition, batch(count));
            stage.cluster.appended();
        });
    }

    private ByteBuffer batch(int count) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        for (int i = 0; i < count; i++) {
            builder.add(1, Payload.ABSENT, Payload.of(String.valueOf(next++)), List.of());
        }
        return builder.finish(ProducerStamp.NONE);
    }

    void assign(TopicPartition... partitions) {
        stage.run(() -> core.assign(List.of(partitions)));
    }

    /** What one poll hands out, after some time for it to arrive. */
    List<String> poll(int recordsMax) {
        stage.pass(20);
        return pollNow(recordsMax);
    }

    List<String> pollNow(int recordsMax) {
        List<String> values = new ArrayList<>();
        stage.run(() ->
                core.poll(recordsMax, (partition, record) -> values.add(record.value().text())));
        return values;
    }

    /** What a poll throws: its class's name, or "nothing". */
    String trouble() {
        String[] name = {"nothing"};
        stage.run(() -> {
            try {
                core.poll(1, (partition, record) -> {});
            } catch (RuntimeException thrown) {
                name[0] = thrown.getClass().getSimpleName();
            }
        });
        return name[0];
    }
}
