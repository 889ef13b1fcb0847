import static java.nio.charset.StandardCharsets.UTF_8;

import io.skein.client.ConnectionSettings;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import io.skein.records.Codec;
import io.skein.records.Header;
import io.skein.records.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Fills topics of a running node, one for each codec of the product and one whose old segments go.
 * Arguments: its address; {@code make} or {@code add}; how many records each.
 */
class SkeinWrites {
    private static final int PARTITIONS = 2;

    public static void main(String[] words) {
        ConnectionSettings node = ConnectionSettings.DEFAULT.withBootstrap(List.of(words[0]));
        int records = Integer.parseInt(words[2]);
        if (words[1].equals("make")) make(node);
        for (Codec codec : Codec.values()) {
            String name = codec.name().toLowerCase(Locale.ROOT);
            send(node, "codec-" + name, codec, records);
            System.out.println(name);
        }
        send(node, "short", Codec.NONE, records);
    }

    private static void make(ConnectionSettings node) {
        try (Admin admin = Admin.create(node)) {
            for (Codec codec : Codec.values()) {
                admin.createTopic(small("codec-" + codec.name().toLowerCase(Locale.ROOT)));
            }
            admin.createTopic(
                    small("short")
                            .withConfig("retention.bytes", "40000")
                            .withConfig("file.delete.delay.ms", "100ms"));
        }
    }

    private static NewTopic small(String name) {
        return NewTopic.of(name)
                .withPartitions(PARTITIONS)
                .withConfig("segment.bytes", "30000")
                .withConfig("index.interval.bytes", "1000");
    }

    private static void send(ConnectionSettings node, String topic, Codec codec, int records) {
        ProducerSettings settings =
                ProducerSettings.builder()
                        .connection(node)
                        .compression(codec)
                        .batchBytesMax(1500)
                        .linger(Duration.ofMillis(1))
                        .deliveryTimeout(Duration.ofSeconds(5))
                        .build();
        long start = System.currentTimeMillis();
        try (Producer<byte[], byte[]> producer = Producer.create(settings)) {
            for (int i = 0; i < records; i++) {
                byte[] key = ("key " + i % 100).getBytes(UTF_8);
                ProducerRecord<byte[], byte[]> record =
                        i % 13 == 0
                                ? ProducerRecord.tombstone(topic, key)
                                : ProducerRecord.of(topic, key, value(i));
                // Times that go back now and then, as the clocks of several machines would.
                record = record.withTimestamp(start + i - (i % 7 == 0 ? 5_000 : 0));
                if (i % 5 == 0) record = record.withHeader(new Header("h", Payload.of("é" + i)));
                producer.send(record, told -> {});
            }
            producer.flush();
        }
    }

    private static byte[] value(int i) {
        return ("the value of record " + i + " ").repeat(1 + i % 9).getBytes(UTF_8);
    }
}
