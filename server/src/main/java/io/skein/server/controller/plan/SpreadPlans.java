package io.skein.server.controller.plan;

import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.Load;
import io.skein.server.door.LayoutReply.Planned;
import io.skein.server.door.LayoutReply.ReassignmentsPlanned;
import io.skein.server.door.LayoutRequest.Brokers;
import io.skein.server.door.LayoutRequest.PlanReassignments;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.TopicPartitions;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Reassignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where partitions should go so that brokers are used evenly. Changes nothing, and may take long:
 * not for a lane.
 */
public final class SpreadPlans {
    /** Most partitions that one answer tells to move. */
    static final int PLANNED_MAX = 1_000;

    private final MetadataImage image;
    private final PlanReassignments request;
    private final TreeSet<Integer> holders = new TreeSet<>();

    /** One partition that may be moved. */
    private record Part(String topic, int number, List<Integer> nodes) {}

    private SpreadPlans(MetadataImage image, PlanReassignments request) {
        this.image = image;
        this.request = request;
    }

    /** Answers from that image. */
    public static Answer<AdminReply> plan(MetadataImage image, PlanReassignments request) {
        List<TopicPartitions> topics =
                request.topics().stream()
                        .map(name -> new TopicPartitions(name, List.of()))
                        .toList();
        return switch (Selection.of(image, topics)) {
            case Answer.Refused<List<Selection>>(Refusal why) -> Answer.refused(why);
            case Answer.Done<List<Selection>>(List<Selection> chosen) ->
                    new SpreadPlans(image, request).plan(chosen);
        };
    }

    private Answer<AdminReply> plan(List<Selection> chosen) {
        List<Part> parts = new ArrayList<>();
        for (Selection each : chosen) {
            for (int number : each.numbers()) {
                PartitionImage one = each.topic().partitions().get(number);
                // What is on its way already counts as there.
                List<Integer> nodes =
                        one.reassignment().map(Reassignment::target).orElse(one.nodes());
                parts.add(new Part(each.topic().name(), number, nodes));
                holders.addAll(nodes);
            }
        }
        Optional<Refusal> problem = problem();
        if (problem.isPresent()) return Answer.refused(problem.get());
        SortedMap<Integer, String> over = over();
        Optional<Refusal> tooFew = tooFew(parts, over);
        return tooFew.isPresent() ? Answer.refused(tooFew.get()) : spread(parts, over);
    }

    private Optional<Refusal> problem() {
        Brokers brokers = request.brokers();
        for (int node : brokers.removed()) {
            if (image.nodes().get(node).isEmpty()) return Optional.of(unknown(node));
        }
        List<Integer> taking = new ArrayList<>(brokers.to());
        taking.addAll(brokers.added());
        for (int node : taking) {
            Optional<NodeImage> known = image.nodes().get(node);
            if (known.isEmpty()) return Optional.of(unknown(node));
            if (!known.get().roles().contains("broker")) {
                return Optional.of(refusal("node %d is no broker".formatted(node)));
            }
            if (known.get().fenced()) {
                return Optional.of(
                        refusal("node %d cannot be reached; start it first".formatted(node)));
            }
            if (brokers.removed().contains(node)) {
                return Optional.of(refusal("node %d is to hold and not to".formatted(node)));
            }
        }
        return Optional.empty();
    }

    private Refusal unknown(int node) {
        List<Integer> all = new ArrayList<>();
        image.nodes().keys().forEach(all::add);
        return refusal("there is no node %d; there are %s".formatted(node, all));
    }

    private static Refusal refusal(String message) {
        return Refusal.definite(Why.INVALID_REQUEST, message);
    }

    /** The brokers over which to spread, each with its rack. */
    private SortedMap<Integer, String> over() {
        Brokers brokers = request.brokers();
        TreeMap<Integer, String> over = new TreeMap<>();
        for (NodeImage each : Placement.brokers(image)) {
            boolean isBase =
                    brokers.to().isEmpty()
                            ? brokers.added().isEmpty() || holders.contains(each.id())
                            : brokers.to().contains(each.id());
            boolean isWanted = isBase || brokers.added().contains(each.id());
            if (isWanted && !brokers.removed().contains(each.id())) {
                over.put(each.id(), each.rack());
            }
        }
        return over;
    }

    /** Whether what a node holds stays there: who cannot be reached keeps it, if not told else. */
    private boolean mayStay(int node, SortedMap<Integer, String> over) {
        Brokers brokers = request.brokers();
        boolean isAway = image.nodes().get(node).filter(NodeImage::fenced).isPresent();
        return over.containsKey(node)
                || (isAway && brokers.to().isEmpty() && !brokers.removed().contains(node));
    }

    private Optional<Refusal> tooFew(List<Part> parts, SortedMap<Integer, String> over) {
        int most = 0;
        for (Part each : parts) {
            long away =
                    each.nodes().stream()
                            .filter(node -> mayStay(node, over) && !over.containsKey(node))
                            .count();
            most = Math.max(most, wanted(each) - (int) away);
        }
        if (most <= over.size() && request.replicationFactor().orElse(1) >= 1) {
            return Optional.empty();
        }
        return Optional.of(
                Refusal.definite(
                        Why.INVALID_REPLICATION,
                        "%d replicas on as many nodes are not possible with nodes %s"
                                .formatted(
                                        request.replicationFactor().orElse(most),
                                        List.copyOf(over.keySet()))));
    }

    private int wanted(Part part) {
        return request.replicationFactor().orElse(part.nodes().size());
    }

    private Answer<AdminReply> spread(List<Part> parts, SortedMap<Integer, String> over) {
        List<List<Integer>> staying =
                parts.stream()
                        .map(each ->
                                each.nodes().stream().filter(node -> mayStay(node, over)).toList())
                        .toList();
        Spread spread = new Spread(over, staying);
        for (int at = 0; at < parts.size(); at++) {
            spread.resize(at, parts.get(at).nodes(), wanted(parts.get(at)));
        }
        spread.apart();
        spread.even();
        spread.evenLeaders();
        List<Planned> moves = new ArrayList<>();
        Loads loads = new Loads();
        boolean isMore = false;
        for (int at = 0; at < parts.size(); at++) {
            Part part = parts.get(at);
            List<Integer> target = spread.placed().get(at);
            boolean isMoved = !target.equals(part.nodes());
            boolean isTold = isMoved && moves.size() < PLANNED_MAX;
            isMore |= isMoved && !isTold;
            if (isTold) moves.add(new Planned(part.topic(), part.number(), part.nodes(), target));
            loads.count(part.nodes(), isTold ? target : part.nodes());
        }
        over.keySet().forEach(loads::name);
        return Answer.done(new ReassignmentsPlanned(moves, isMore, loads.all()));
    }

    /** What brokers hold, and would. */
    private static final class Loads {
        private final TreeMap<Integer, Load> loads = new TreeMap<>();

        void name(int node) {
            loads.putIfAbsent(node, new Load(node, 0, 0, 0, 0));
        }

        void count(List<Integer> before, List<Integer> after) {
            for (int node : before) add(node, 1, 0, node == before.getFirst() ? 1 : 0, 0);
            for (int node : after) add(node, 0, 1, 0, node == after.getFirst() ? 1 : 0);
        }

        private void add(int node, int... more) {
            name(node);
            loads.computeIfPresent(
                    node,
                    (_, was) ->
                            new Load(
                                    node,
                                    was.replicas() + more[0],
                                    was.plannedReplicas() + more[1],
                                    was.preferred() + more[2],
                                    was.plannedPreferred() + more[3]));
        }

        List<Load> all() {
            return List.copyOf(loads.values());
        }
    }
}
