package io.skein.client.admin;

import io.skein.client.Require;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic to be made.
 *
 * @param partitions the cluster's default if absent
 * @param replicationFactor the cluster's default if absent
 * @param configs settings that differ from the cluster's, as in "retention.ms": "60s"
 */
public record NewTopic(
        String name,
        OptionalInt partitions,
        OptionalInt replicationFactor,
        SortedMap<String, String> configs) {
    public NewTopic {
        Require.between("partitions", partitions.orElse(1), 1, Integer.MAX_VALUE);
        Require.between("replicationFactor", replicationFactor.orElse(1), 1, Short.MAX_VALUE);
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
    }

    /** With the cluster's defaults. */
    public static NewTopic of(String name) {
        return new NewTopic(name, OptionalInt.empty(), OptionalInt.empty(), new TreeMap<>());
    }

    /** The same with so many partitions. */
    public NewTopic withPartitions(int count) {
        return new NewTopic(name, OptionalInt.of(count), replicationFactor, configs);
    }

    /** The same with so many replicas of each partition. */
    public NewTopic withReplicationFactor(int replicas) {
        return new NewTopic(name, partitions, OptionalInt.of(replicas), configs);
    }

    /** The same with one more setting. */
    public NewTopic withConfig(String key, String value) {
        SortedMap<String, String> more = new TreeMap<>(configs);
        more.put(key, value);
        return new NewTopic(name, partitions, replicationFactor, more);
    }
}
