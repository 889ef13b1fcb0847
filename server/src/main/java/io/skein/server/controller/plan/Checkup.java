package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.server.controller.plan.Cause.OfNode;
import io.skein.server.door.Diagnosis;
import io.skein.server.door.Diagnosis.Kind;
import io.skein.server.door.Diagnosis.Place;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.QuorumReport.Member;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Reassignment;
import io.skein.server.metadata.TopicImage;
import java.util.List;
import java.util.function.Predicate;

/** Looks for what is wrong with a cluster. Used by one plan. */
final class Checkup {
    private final Successions rules;
    private final MetadataImage image;
    private final Findings findings;
    private long partitions;

    /**
     * By these rules.
     *
     * @param namedMax most partitions that a finding names
     */
    Checkup(Successions rules, int namedMax) {
        this.rules = rules;
        this.image = rules.image();
        this.findings = new Findings(namedMax);
    }

    Diagnosis judge(QuorumReport quorum) {
        for (TopicImage topic : image.topics().values()) {
            // Nobody reads or writes what is in the trash, and it comes back as it was.
            if (!topic.isTrash()) look(topic);
        }
        look(quorum);
        image.nodes().values().forEach(this::look);
        return new Diagnosis(image.nodes().size(), partitions, findings.all(), findings.more());
    }

    private void look(TopicImage topic) {
        Successions.OfTopic all = rules.of(topic);
        for (int number = 0; number < topic.partitions().size(); number++) {
            partitions++;
            PartitionImage one = topic.partitions().get(number);
            Place place = new Place(topic.name(), number);
            PartitionId id = new PartitionId(topic.id(), number);
            if (one.leader() == PartitionImage.NO_LEADER) {
                findings.add(withoutLeader(id, one, all.of(number)), place);
            } else {
                look(place, missing(id, one), one.inSync().size(), all.of(number).minInSync());
            }
            one.reassignment().ifPresent(move -> findings.add(onItsWay(one, move), place));
        }
    }

    /** Who is being added is not missed yet. */
    private Missing missing(PartitionId id, PartitionImage one) {
        Predicate<Replica> isMissing =
                replica ->
                        !one.inSync().contains(replica.node())
                                && !one.adding().contains(replica.node());
        return Missing.of(rules, id, one.replicas().stream().filter(isMissing).toList());
    }

    private void look(Place place, Missing missing, int inSync, int needed) {
        if (inSync < needed) {
            findings.add(new Cause.BelowMin(missing, inSync, needed), place);
            return;
        }
        for (Missing each : missing.apart()) findings.add(new Cause.UnderReplicated(each), place);
    }

    private Cause withoutLeader(PartitionId id, PartitionImage one, Succession succession) {
        Predicate<Replica> holds =
                replica ->
                        one.inSync().contains(replica.node())
                                || one.eligible().contains(replica.node());
        List<Replica> holders = one.replicas().stream().filter(holds).toList();
        List<Integer> others =
                one.replicas().stream()
                        .filter(holds.negate())
                        .filter(replica -> !one.adding().contains(replica.node()))
                        .filter(succession.canLead())
                        .map(Replica::node)
                        .limit(1)
                        .toList();
        return new Cause.NoLeader(Missing.of(rules, id, holders), others);
    }

    private Cause onItsWay(PartitionImage one, Reassignment move) {
        List<Integer> away =
                move.target().stream()
                        .filter(node -> !one.inSync().contains(node))
                        .filter(node ->
                                image.nodes().get(node).filter(is -> !is.fenced()).isEmpty())
                        .toList();
        return away.isEmpty() ? new Cause.Moving() : new Cause.MoveStuck(away);
    }

    private void look(QuorumReport quorum) {
        int voters = quorum.voters().size();
        long heard = quorum.voters().stream().filter(Checkup::isHeard).count();
        for (Member voter : quorum.voters()) {
            if (isHeard(voter)) {
                lookBehind(voter, "which votes,");
                continue;
            }
            findings.add(
                    new OfNode(
                            Kind.QUORUM_MEMBER_SILENT,
                            voter.node(),
                            ("node %d, which votes, is not heard by the metadata quorum for %d ms:"
                                            + " %d of %d voters are, and %d are needed")
                                    .formatted(
                                            voter.node(),
                                            voter.silentMillis(),
                                            heard,
                                            voters,
                                            voters / 2 + 1),
                            "start node %d again; if its disk is lost, with an empty folder"
                                    .formatted(voter.node())));
        }
        // Of an observer that is away only its fencing tells; with another disk it is another one.
        quorum.observers().stream()
                .filter(Checkup::isHeard)
                .forEach(observer -> lookBehind(observer, "which observes,"));
    }

    private void lookBehind(Member member, String what) {
        if (member.lag() <= CatchUpCheck.METADATA_LAG_MAX) return;
        findings.add(
                new OfNode(
                        Kind.QUORUM_MEMBER_BEHIND,
                        member.node(),
                        "node %d, %s lacks %d offsets of the metadata"
                                .formatted(member.node(), what, member.lag()),
                        "wait; if it does not become less (skein quorum), look at its disk and its"
                                + " network"));
    }

    private static boolean isHeard(Member member) {
        return member.silentMillis() < StopCheck.SILENT_MILLIS_MAX;
    }

    private void look(NodeImage node) {
        boolean isStopping = image.isStopping(node.id());
        if (node.fenced()) findings.add(OfNode.fenced(node, isStopping));
        else if (isStopping) findings.add(OfNode.stopping(node));
    }
}
