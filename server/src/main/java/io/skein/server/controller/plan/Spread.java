package io.skein.server.controller.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spreads partitions evenly over brokers by moving few of them: first what lies on brokers that are
 * to hold nothing, and what shares a rack; then from those that hold much to those that hold
 * little, as long as nothing comes to share a rack by that; last, the lead goes round those that
 * hold a partition. Used by one plan.
 */
final class Spread {
    private final SortedMap<Integer, String> racks;
    private final TreeMap<Integer, TreeSet<Integer>> heldBy = new TreeMap<>();
    private final TreeMap<Integer, Integer> preferredBy = new TreeMap<>();
    private final List<List<Integer>> placed = new ArrayList<>();

    /**
     * Begins with what stays.
     *
     * @param brokers over which to spread, each with its rack
     * @param staying the nodes that hold each partition and may go on, in order of preference;
     *     those of them that are no such brokers stay whatever comes
     */
    Spread(SortedMap<Integer, String> brokers, List<List<Integer>> staying) {
        this.racks = brokers;
        brokers.keySet().forEach(broker -> heldBy.put(broker, new TreeSet<>()));
        for (List<Integer> nodes : staying) {
            int number = placed.size();
            placed.add(new ArrayList<>(nodes));
            nodes.forEach(node -> held(node).ifPresent(all -> all.add(number)));
        }
    }

    /** Who holds each partition now, in order of preference. */
    List<List<Integer>> placed() {
        return placed;
    }

    private Optional<Set<Integer>> held(int node) {
        return Optional.ofNullable(heldBy.get(node));
    }

    private int load(int node) {
        return held(node).map(Set::size).orElse(0);
    }

    /** So many replicas of a partition, as far as there are brokers for them. */
    void resize(int number, List<Integer> before, int replicas) {
        List<Integer> nodes = placed.get(number);
        while (nodes.size() > replicas) drop(number, nodes);
        // In the places of those that go, so that preferred leaders stay spread.
        for (int at = 0; at < before.size() && nodes.size() < replicas; at++) {
            boolean isGone = !nodes.contains(before.get(at));
            if (isGone) add(number, nodes, Math.min(at, nodes.size()));
        }
        while (nodes.size() < Math.min(replicas, heldBy.size())) {
            if (!add(number, nodes, nodes.size())) return;
        }
    }

    /** Whether there was a broker to add. */
    private boolean add(int number, List<Integer> nodes, int at) {
        Optional<Integer> next = emptiest(nodes);
        next.ifPresent(node -> {
            nodes.add(at, node);
            held(node).ifPresent(all -> all.add(number));
        });
        return next.isPresent();
    }

    /** One that shares its rack with most others goes, of these the one that holds most. */
    private void drop(int number, List<Integer> nodes) {
        Integer gone =
                nodes.stream()
                        .filter(heldBy::containsKey)
                        .max(
                                Comparator.<Integer>comparingInt(node -> inRackOf(node, nodes))
                                        .thenComparingInt(this::load)
                                        .thenComparingInt(nodes::indexOf))
                        .orElse(nodes.getLast());
        nodes.removeIf(gone::equals);
        held(gone).ifPresent(all -> all.remove(number));
    }

    private Optional<Integer> emptiest(List<Integer> besides) {
        return heldBy.keySet().stream()
                .filter(node -> !besides.contains(node))
                .min(
                        Comparator.<Integer>comparingInt(node -> inRackOf(node, besides))
                                .thenComparingInt(this::load)
                                .thenComparingInt(node -> node));
    }

    private int inRackOf(int node, List<Integer> nodes) {
        String rack = racks.getOrDefault(node, "");
        // Where nobody says where it stands, each stands alone.
        if (rack.isEmpty()) return nodes.contains(node) ? 1 : 0;
        return (int) nodes.stream().filter(one -> rack.equals(racks.get(one))).count();
    }

    /** Puts replicas into other racks where some are together that need not be. */
    void apart() {
        for (int number = 0; number < placed.size(); number++) {
            while (partOne(number)) {}
        }
    }

    private boolean partOne(int number) {
        List<Integer> nodes = placed.get(number);
        Optional<Integer> from =
                nodes.stream()
                        .filter(heldBy::containsKey)
                        .max(
                                Comparator.<Integer>comparingInt(node -> inRackOf(node, nodes))
                                        .thenComparingInt(this::load));
        Optional<Integer> to = emptiest(nodes);
        boolean isBetter =
                from.isPresent()
                        && to.isPresent()
                        && inRackOf(to.get(), nodes) + 1 < inRackOf(from.get(), nodes);
        return isBetter && move(number, from.get(), to.get());
    }

    /** Moves replicas from brokers that hold much to those that hold little. */
    void even() {
        while (moveOne()) {}
    }

    private boolean moveOne() {
        List<Integer> byLoad = new ArrayList<>(heldBy.keySet());
        byLoad.sort(Comparator.<Integer>comparingInt(this::load).thenComparingInt(node -> node));
        for (int from : byLoad.reversed()) {
            for (int to : byLoad) {
                if (load(from) - load(to) < 2) break;
                for (int number : held(from).orElseThrow()) {
                    if (move(number, from, to)) return true;
                }
            }
        }
        return false;
    }

    private boolean move(int number, int from, int to) {
        List<Integer> nodes = placed.get(number);
        if (nodes.contains(to)) return false;
        List<Integer> moved = new ArrayList<>(nodes);
        moved.set(nodes.indexOf(from), to);
        if (inRackOf(to, moved) > inRackOf(from, nodes)) return false;
        placed.set(number, moved);
        held(from).ifPresent(all -> all.remove(number));
        held(to).ifPresent(all -> all.add(number));
        return true;
    }

    /** Gives each broker as many partitions to lead as the others have. */
    void evenLeaders() {
        preferredBy.clear();
        heldBy.keySet().forEach(node -> preferredBy.put(node, 0));
        placed.forEach(nodes -> preferredBy.merge(nodes.getFirst(), 1, Integer::sum));
        while (handOne()) {}
    }

    private boolean handOne() {
        List<Map.Entry<Integer, Integer>> byCount = new ArrayList<>(preferredBy.entrySet());
        byCount.sort(Map.Entry.comparingByValue());
        for (Map.Entry<Integer, Integer> from : byCount.reversed()) {
            for (Map.Entry<Integer, Integer> to : byCount) {
                if (from.getValue() - to.getValue() < 2) break;
                if (hand(from.getKey(), to.getKey())) return true;
            }
        }
        return false;
    }

    private boolean hand(int from, int to) {
        if (!heldBy.containsKey(from) || !heldBy.containsKey(to)) return false;
        for (int number : held(to).orElseThrow()) {
            List<Integer> nodes = placed.get(number);
            if (nodes.getFirst() != from) continue;
            List<Integer> handed = new ArrayList<>(nodes);
            handed.set(nodes.indexOf(to), from);
            handed.set(0, to);
            placed.set(number, handed);
            preferredBy.merge(from, -1, Integer::sum);
            preferredBy.merge(to, 1, Integer::sum);
            return true;
        }
        return false;
    }
}
