package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.LayoutReply.Altered;
import io.skein.server.door.LayoutReply.Holders;
import io.skein.server.door.LayoutReply.OnItsWay;
import io.skein.server.door.LayoutReply.ReassignmentsAltered;
import io.skein.server.door.LayoutReply.ReassignmentsListed;
import io.skein.server.door.LayoutReply.Stage;
import io.skein.server.door.LayoutRequest.AlterReassignments;
import io.skein.server.door.LayoutRequest.ListReassignments;
import io.skein.server.door.LayoutRequest.Order;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.Reassignment;
import io.skein.server.metadata.Replay;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Plans for partitions that are to be held by other nodes. An order is noted at once and carried
 * out in turns; what is noted is all that there is to know about it, so that whoever is the active
 * controller goes on with it.
 */
public final class ReassignPlans {
    /** Most orders in one request. */
    static final int ORDERS_MAX = 1_000;

    private final TopicRules topics;
    private final NodePlans.OpenLogs open;
    private final CopyReports copies;

    public ReassignPlans(TopicRules topics, NodePlans.OpenLogs open, CopyReports copies) {
        this.topics = topics;
        this.open = open;
        this.copies = copies;
    }

    /** Partitions are to be held by others, or by those that did before. */
    public Decision<AdminReply> alter(MetadataImage image, AlterReassignments request) {
        if (image.featureLevel() < Replay.FEATURE_LEVEL_MOVES) {
            return Decision.refuse(
                    Why.UNAVAILABLE,
                    "an older version began this cluster, and its metadata (level %d) knows no"
                                    .formatted(image.featureLevel())
                            + " reassignments");
        }
        if (request.orders().isEmpty() || request.orders().size() > ORDERS_MAX) {
            return Decision.refuse(
                    Why.INVALID_REQUEST,
                    "1 to %d partitions can be ordered at once, not %d"
                            .formatted(ORDERS_MAX, request.orders().size()));
        }
        Successions rules = new Successions(image, topics, open);
        OrderCheck check = new OrderCheck(image, rules);
        List<MetadataRecord> facts = new ArrayList<>();
        List<Altered> altered = new ArrayList<>();
        TreeSet<PartitionId> seen = new TreeSet<>();
        for (Order order : request.orders()) {
            if (!check.isThere(order)) continue;
            TopicImage topic = image.topic(order.topic()).orElseThrow();
            PartitionId id = new PartitionId(topic.id(), order.partition());
            PartitionImage before = topic.partitions().get(order.partition());
            List<Integer> target = order.target().orElse(before.settled());
            boolean isGood =
                    check.isOnce(order, seen.add(id)) && check.isPossible(order, before, target);
            if (!isGood) continue;
            PartitionImage after = Moves.toward(before, target, rules.of(id)).orElse(before);
            rules.addChange(facts, id, before, after);
            altered.add(new Altered(order.topic(), order.partition(), Stage.of(after)));
        }
        if (check.refusal().isPresent()) return Decision.refuse(check.refusal().get());
        return Decision.of(
                request.validateOnly() ? List.of() : facts, new ReassignmentsAltered(altered));
    }

    /**
     * Those whose turn it is begin, and those end that can.
     *
     * @param perNodeMax how many partitions a node copies at a time, or is copied from
     */
    public List<MetadataRecord> taken(MetadataImage image, int perNodeMax) {
        return new Turns(image, perNodeMax).taken(new Successions(image, topics, open));
    }

    /** Those that are going on. */
    public Decision<AdminReply> list(MetadataImage image, ListReassignments request) {
        return switch (Selection.of(image, request.topics())) {
            case Answer.Refused<List<Selection>>(Refusal why) -> Decision.refuse(why);
            case Answer.Done<List<Selection>>(List<Selection> chosen) -> {
                boolean isAll = request.topics().isEmpty();
                TreeSet<PartitionId> wanted = new TreeSet<>();
                if (!isAll) chosen.forEach(each -> wanted.addAll(each.ids()));
                List<OnItsWay> all = new ArrayList<>();
                image.moving()
                        .forEach((id, _) -> {
                            if (isAll || wanted.contains(id)) all.add(onItsWay(image, id));
                        });
                yield listed(all, request.limit());
            }
        };
    }

    private static Decision<AdminReply> listed(List<OnItsWay> all, int limit) {
        all.sort(
                Comparator.<OnItsWay, Boolean>comparing(each -> each.stage() == Stage.WAITING)
                        .thenComparing(OnItsWay::topic)
                        .thenComparingInt(OnItsWay::partition));
        int waiting = (int) all.stream().filter(each -> each.stage() == Stage.WAITING).count();
        List<OnItsWay> told = all.subList(0, Math.min(limit, all.size()));
        return Decision.of(List.of(), new ReassignmentsListed(told, all.size() - waiting, waiting));
    }

    private OnItsWay onItsWay(MetadataImage image, PartitionId id) {
        TopicImage topic = image.topic(id.topic()).orElseThrow();
        PartitionImage one = topic.partitions().get(id.number());
        List<Integer> target = one.reassignment().map(Reassignment::target).orElse(List.of());
        return new OnItsWay(
                topic.name(),
                id.number(),
                Stage.of(one),
                new Holders(one.nodes(), target, one.adding(), one.removing(), one.inSync()),
                one.leader(),
                copies.of(id, one.leader()));
    }
}
