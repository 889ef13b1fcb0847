package io.skein.server.door;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What people and clients ask of the cluster as a whole; the metadata decides it. */
public sealed interface AdminRequest
        permits AdminRequest.CreateTopic,
                AdminRequest.DescribeQuorum,
                AdminRequest.Diagnose,
                AdminRequest.DeleteTopic,
                AdminRequest.AlterTopicConfig,
                LayoutRequest,
                RestartRequest {
    /**
     * Makes a topic.
     *
     * @param partitions empty takes the default
     * @param replicationFactor empty takes the default
     * @param configs sorted by name, values as typed
     */
    record CreateTopic(
            String name,
            OptionalInt partitions,
            OptionalInt replicationFactor,
            Map<String, String> configs,
            boolean validateOnly)
            implements AdminRequest {}

    /** How the metadata quorum stands; changes nothing. */
    record DescribeQuorum() implements AdminRequest {}

    /**
     * What is wrong with the cluster; changes nothing.
     *
     * @param namedMax most partitions that a finding names
     */
    record Diagnose(int namedMax) implements AdminRequest {
        /** No finding names more. */
        public static final int NAMED_MAX = 100;
    }

    record DeleteTopic(String name) implements AdminRequest {}

    record AlterTopicConfig(
            String name, Map<String, String> set, List<String> reset, boolean validateOnly)
            implements AdminRequest {}
}
