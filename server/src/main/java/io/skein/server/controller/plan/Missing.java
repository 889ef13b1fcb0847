package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nodes whose copies of a partition are missed, by the reason.
 *
 * @param away that are fenced
 * @param shut that are there, but have its log not open
 * @param behind that have it open
 */
record Missing(List<Integer> away, List<Integer> shut, List<Integer> behind) {
    Missing {
        away = List.copyOf(away);
        shut = List.copyOf(shut);
        behind = List.copyOf(behind);
    }

    /** These replicas of a partition. */
    static Missing of(Successions rules, PartitionId id, List<Replica> replicas) {
        List<Integer> away = new ArrayList<>();
        List<Integer> shut = new ArrayList<>();
        List<Integer> behind = new ArrayList<>();
        for (Replica each : replicas) {
            int node = each.node();
            boolean isThere =
                    rules.image().nodes().get(node).filter(one -> !one.fenced()).isPresent();
            if (!isThere) away.add(node);
            else if (each.fresh() || !rules.open().has(node, id)) shut.add(node);
            else behind.add(node);
        }
        return new Missing(away, shut, behind);
    }

    /** One of each, so that what is missed for the same reason comes together. */
    List<Missing> apart() {
        return Stream.of(
                        away.stream().map(one -> new Missing(List.of(one), List.of(), List.of())),
                        shut.stream().map(one -> new Missing(List.of(), List.of(one), List.of())),
                        behind.stream().map(one -> new Missing(List.of(), List.of(), List.of(one))))
                .flatMap(all -> all)
                .toList();
    }

    List<Integer> nodes() {
        return Stream.of(away, shut, behind).flatMap(List::stream).sorted().toList();
    }

    boolean isEmpty() {
        return nodes().isEmpty();
    }

    /** "node 2 is fenced; nodes 3 and 4 have not caught up". */
    String problem(String ofThoseThere) {
        return joined(
                words(away, "is fenced", "are fenced"),
                words(shut, "has the log not open", "have the log not open"),
                words(behind, "has %s".formatted(ofThoseThere), "have %s".formatted(ofThoseThere)));
    }

    String remedy() {
        return joined(
                away.isEmpty() ? "" : "start %s again, or look at its log".formatted(named(away)),
                shut.isEmpty()
                        ? ""
                        : ("look at the log of %s: the data directory is being recovered, has"
                                        + " failed, or is missing")
                                .formatted(named(shut)),
                behind.isEmpty()
                        ? ""
                        : "wait for %s; if that takes long, look at its disk and its network"
                                .formatted(named(behind)));
    }

    private static String words(List<Integer> nodes, String of1, String ofMore) {
        if (nodes.isEmpty()) return "";
        return named(nodes) + " " + (nodes.size() == 1 ? of1 : ofMore);
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining("; "));
    }

    /** "node 1", "nodes 1 and 2", "nodes 1, 2 and 3". */
    static String named(List<Integer> nodes) {
        if (nodes.size() == 1) return "node " + nodes.getFirst();
        List<String> words = nodes.stream().map(String::valueOf).toList();
        int last = words.size() - 1;
        return "nodes " + String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** That node as one that others know. */
    static String at(NodeImage node) {
        return "node %d at %s".formatted(node.id(), node.address());
    }
}
