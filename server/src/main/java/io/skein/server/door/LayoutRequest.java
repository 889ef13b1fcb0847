package io.skein.server.door;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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

    /** Moves partitions to other nodes, or gives that up; all of it or nothing. */
    record AlterReassignments(List<Order> orders, boolean validateOnly) implements LayoutRequest {
        public AlterReassignments {
            orders = List.copyOf(orders);
        }
    }

    /**
     * What is to become of one partition.
     *
     * @param target the nodes that are to hold it, in order of preference; empty: those that did
     *     before it was on its way
     */
    record Order(String topic, int partition, Optional<List<Integer>> target) {
        public Order {
            target = target.map(List::copyOf);
        }
    }

    /**
     * Which partitions are on their way to other nodes.
     *
     * @param topics of which; none means all
     * @param limit most that are told
     */
    record ListReassignments(List<TopicPartitions> topics, int limit) implements LayoutRequest {
        public ListReassignments {
            topics = List.copyOf(topics);
        }

        /** The same with another limit. */
        public ListReassignments atMost(int most) {
            return new ListReassignments(topics, most);
        }
    }

    /**
     * Where partitions should go so that brokers are used evenly; changes nothing.
     *
     * @param topics that may be moved, by name; none means all
     * @param brokers over which to spread
     * @param replicationFactor how many replicas each is to have; empty keeps them as many
     */
    record PlanReassignments(List<String> topics, Brokers brokers, OptionalInt replicationFactor)
            implements LayoutRequest {
        public PlanReassignments {
            topics = List.copyOf(topics);
        }
    }

    /**
     * The brokers over which to spread.
     *
     * @param to none means those that hold some of it now if others are added, and else all
     * @param added besides
     * @param removed those that are to hold nothing
     */
    record Brokers(List<Integer> to, List<Integer> added, List<Integer> removed) {
        public Brokers {
            to = List.copyOf(to);
            added = List.copyOf(added);
            removed = List.copyOf(removed);
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
