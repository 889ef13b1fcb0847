package io.skein.server.door;

import io.skein.foundation.Uuid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What people and clients ask of the cluster as a whole; the metadata decides it. */
public sealed interface AdminRequest
        permits AdminRequest.CreateTopic,
                AdminRequest.DescribeQuorum,
                AdminRequest.Diagnose,
                AdminRequest.DeleteTopic,
                AdminRequest.UndeleteTopic,
                AdminRequest.PurgeTopic,
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

    /**
     * Brings back what was deleted.
     *
     * @param newName empty for the one it had
     */
    record UndeleteTopic(Deleted which, Optional<String> newName) implements AdminRequest {}

    /** Lets go of what was deleted. */
    record PurgeTopic(Deleted which) implements AdminRequest {}

    /**
     * A topic that was deleted.
     *
     * @param name it had
     * @param id tells it from others that had that name
     */
    record Deleted(String name, Optional<Uuid> id) {}

    record AlterTopicConfig(
            String name, Map<String, String> set, List<String> reset, boolean validateOnly)
            implements AdminRequest {}
}
