package io.skein.server.door;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What people and clients ask of the cluster as a whole; the metadata decides it. */
public sealed interface AdminRequest
        permits AdminRequest.CreateTopic,
                AdminRequest.DescribeQuorum,
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

    record DeleteTopic(String name) implements AdminRequest {}

    record AlterTopicConfig(
            String name, Map<String, String> set, List<String> reset, boolean validateOnly)
            implements AdminRequest {}
}
