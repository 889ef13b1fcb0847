package io.skein.client.route;

import io.skein.foundation.Uuid;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who leads what, as far as the client has been told. Immutable.
 *
 * @param topics those of the watched topics that exist, by name
 * @param watched all names the last full report was about
 * @param addresses where each node says clients reach it
 */
public record Routes(
        SortedMap<String, Topic> topics,
        SortedSet<String> watched,
        SortedMap<Integer, String> addresses) {
    /** Before anything has been heard. */
    static final Routes NONE = new Routes(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());

    public Routes {
        topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
        watched = Collections.unmodifiableSortedSet(new TreeSet<>(watched));
        addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    }

    /** Empty while nothing is known of it, and when it does not exist. */
    public Optional<Topic> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** True if the cluster said that there is no such topic. */
    public boolean isMissing(String name) {
        return watched.contains(name) && !topics.containsKey(name);
    }

    /**
     * A topic.
     *
     * @param leaders of its partitions, by number
     */
    public record Topic(String name, Uuid id, List<Leader> leaders) {
        public Topic {
            leaders = List.copyOf(leaders);
        }

        /** Empty while the partition has no leader, and when there is no such partition. */
        public Optional<Leader> leader(int partition) {
            if (partition >= leaders.size()) return Optional.empty();
            return Optional.of(leaders.get(partition)).filter(leader -> leader.node() >= 0);
        }
    }

    /**
     * Who leads a partition.
     *
     * @param node its number; {@link #NOBODY} while there is none
     * @param epoch grows with every new leader
     */
    public record Leader(int node, int epoch) {
        public static final int NOBODY = -1;
    }
}
