package io.skein.server.door;

import io.skein.foundation.Uuid;
import java.util.List;
import java.util.OptionalLong;

/** What the metadata answers once the change is committed. */
public sealed interface AdminReply
        permits AdminReply.TopicCreated,
                AdminReply.QuorumDescribed,
                AdminReply.Diagnosed,
                AdminReply.TopicDeleted,
                AdminReply.TopicUndeleted,
                AdminReply.TopicPurged,
                AdminReply.TopicConfigAltered,
                LayoutReply,
                RestartReply {
    record TopicCreated(Uuid topic, int partitions, int replicationFactor) implements AdminReply {}

    record QuorumDescribed(QuorumReport report) implements AdminReply {}

    record Diagnosed(Diagnosis diagnosis) implements AdminReply {}

    /**
     * It has no name any more.
     *
     * @param purgeAtMillis until when it can be brought back; empty if it cannot
     */
    record TopicDeleted(Uuid topic, OptionalLong purgeAtMillis) implements AdminReply {}

    record TopicUndeleted(Uuid topic, String name) implements AdminReply {}

    record TopicPurged(Uuid topic) implements AdminReply {}

    record TopicConfigAltered(List<ConfigValue> configs) implements AdminReply {}

    /** One setting of a topic; {@code isDefault} if the topic has no value of its own. */
    record ConfigValue(String name, String value, boolean isDefault) {}
}
