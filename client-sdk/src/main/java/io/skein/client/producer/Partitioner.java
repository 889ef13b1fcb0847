package io.skein.client.producer;

import io.skein.records.Murmur2;
import io.skein.records.Payload;
import java.util.OptionalInt;

/** Chooses partitions. Called by whichever thread sends; must bear several at once. */
@FunctionalInterface
public interface Partitioner {
    /** As Kafka does: by the key's murmur2, so that a key lands where Kafka would put it. */
    Partitioner DEFAULT =
            (topic, key, value, partitions) ->
                    key.isAbsent()
                            ? OptionalInt.empty()
                            : OptionalInt.of(Murmur2.partition(key.toBytes(), partitions));

    /**
     * The partition of a record that names none, from 0 to before {@code partitions}. Empty leaves
     * it to the producer, which fills one partition's batch after the other, each as often.
     */
    OptionalInt partition(String topic, Payload key, Payload value, int partitions);
}
