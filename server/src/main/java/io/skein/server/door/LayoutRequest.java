package io.skein.server.door;

import java.util.List;

/** What is asked about how partitions lie over the brokers: how many, who holds them, who leads. */
public sealed interface LayoutRequest extends AdminRequest {
    /**
     * Gives a topic more partitions.
     *
     * @param total how many it is to have
     */
    record AddPartitions(String topic, int total, boolean validateOnly) implements LayoutRequest {}

    /**
     * Gives partitions other leaders.
     *
     * @param topics none means all
     */
    record ElectLeaders(Election kind, List<TopicPartitions> topics) implements LayoutRequest {
        public ElectLeaders {
            topics = List.copyOf(topics);
        }
    }

    /** Who is to lead. */
    enum Election {
        /** The first in the order of preference, where nothing is lost by that. */
        PREFERRED,
        /** Where nobody leads, whoever can, even if it lacks something. */
        UNCLEAN
    }
}
