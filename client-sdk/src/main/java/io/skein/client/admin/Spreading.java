package io.skein.client.admin;

import io.skein.protocol.v1.PlanReassignmentsRequest;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/**
 * Over which nodes partitions are to be spread.
 *
 * @param topics those that may be moved; none means all
 * @param to the nodes; none means those that hold some of it if others are added, and else all
 * @param added nodes besides
 * @param removed nodes that are to hold nothing of it
 * @param replicationFactor how many replicas each partition is to have; empty keeps them as many
 */
public record Spreading(
        Collection<String> topics,
        Collection<Integer> to,
        Collection<Integer> added,
        Collection<Integer> removed,
        OptionalInt replicationFactor) {
    public Spreading {
        topics = List.copyOf(topics);
        to = List.copyOf(to);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** All topics over all nodes. */
    public static Spreading evenly() {
        return new Spreading(List.of(), List.of(), List.of(), List.of(), OptionalInt.empty());
    }

    /** The same, with nothing left on those. */
    public Spreading without(Collection<Integer> nodes) {
        return new Spreading(topics, to, added, nodes, replicationFactor);
    }

    /** The same, with those besides. */
    public Spreading with(Collection<Integer> nodes) {
        return new Spreading(topics, to, nodes, removed, replicationFactor);
    }

    PlanReassignmentsRequest request() {
        return PlanReassignmentsRequest.newBuilder()
                .addAllTopics(topics)
                .addAllToNodeIds(to)
                .addAllAddNodeIds(added)
                .addAllRemoveNodeIds(removed)
                .setReplicationFactor(replicationFactor.orElse(0))
                .build();
    }
}
