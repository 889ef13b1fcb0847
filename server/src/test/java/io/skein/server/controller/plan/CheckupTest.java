package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply.Diagnosed;
import io.skein.server.door.AdminRequest.Diagnose;
import io.skein.server.door.Diagnosis;
import io.skein.server.door.Diagnosis.Finding;
import io.skein.server.door.Diagnosis.Kind;
import io.skein.server.door.Diagnosis.Place;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.QuorumReport.Member;
import io.skein.server.door.RestartRequest.Drain;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Reassignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is found to be wrong with clusters, by cause. Two replicas have to agree. */
class CheckupTest {
    private final Set<PartitionId> shutOnTwo = new TreeSet<>();
    private final NodePlans.OpenLogs open = (node, id) -> node != 2 || !shutOnTwo.contains(id);
    private final Small small = new Small();
    private QuorumReport quorum = quorum(member(1, 0, 0), member(2, 0, 0), member(3, 0, 0));

    private static Member member(int node, long lag, long silentMillis) {
        return new Member(node, new Uuid(node, 1), "n:1", 0, 0, lag, silentMillis);
    }

    private static QuorumReport quorum(Member... voters) {
        return new QuorumReport(1, 1, 9, List.of(voters), List.of(member(4, 0, 90_000)));
    }

    private Diagnosis diagnose(int namedMax) {
        RestartPlans plans = new RestartPlans(_ -> 2, open);
        return small.done(
                        plans.diagnose(small.image, new Diagnose(namedMax), quorum),
                        Diagnosed.class)
                .diagnosis();
    }

    private List<Finding> findings() {
        return diagnose(10).findings();
    }

    /** Of the one finding of that kind. */
    private Finding only(Kind kind) {
        List<Finding> all = findings().stream().filter(each -> each.kind() == kind).toList();
        assertEquals(1, all.size(), () -> findings().toString());
        return all.getFirst();
    }

    private static void says(String problem, String remedy, Finding finding) {
        assertEquals(problem, finding.words().problem());
        assertEquals(remedy, finding.words().remedy());
    }

    @Test
    void aClusterMayBeWell() {
        small.partition("1 2 3", "1 2 3", 1);
        small.partition("3 4", "3 4", 4);
        assertEquals(new Diagnosis(4, 2, List.of(), 0), diagnose(10));
    }

    @Test
    void whatIsNotInSyncIsToldByTheNodeAndTheReason() {
        small.partition("1 2 3", "1 2", 1);
        small.partition("1 2 3", "1 3", 1);
        small.partition("1 2 3", "1 3", 1);
        small.partition("1 2 3", "1 3", 1);
        small.fence(3);
        shutOnTwo.add(small.id(1));
        List<Finding> copies =
                findings().stream().filter(one -> one.kind() == Kind.UNDER_REPLICATED).toList();
        assertEquals(List.of(List.of(3), List.of(2), List.of(2)), nodes(copies));
        says(
                "1 partition lacks a copy in sync: node 3 is fenced",
                "start node 3 again, or look at its log",
                copies.get(0));
        says(
                "1 partition lacks a copy in sync: node 2 has the log not open",
                "look at the log of node 2: the data directory is being recovered, has failed, or"
                        + " is missing",
                copies.get(1));
        says(
                "2 partitions lack a copy in sync: node 2 has not caught up",
                "wait for node 2; if that takes long, look at its disk and its network",
                copies.get(2));
        assertEquals(List.of(new Place("lines", 2), new Place("lines", 3)), copies.get(2).named());
    }

    private static List<List<Integer>> nodes(List<Finding> findings) {
        return findings.stream().map(Finding::nodes).toList();
    }

    @Test
    void whatRefusesToBeWrittenIsToldWithWhoIsMissing() {
        small.partition("1 2 3", "1", 1);
        small.fence(3);
        says(
                "1 partition refuses acks=all: 1 in sync, and min.insync.replicas needs 2; node 3"
                        + " is fenced; node 2 has not caught up",
                "start node 3 again, or look at its log; wait for node 2; if that takes long, look"
                        + " at its disk and its network",
                only(Kind.BELOW_MIN_IN_SYNC));
        assertEquals(
                List.of(Kind.BELOW_MIN_IN_SYNC, Kind.NODE_FENCED),
                findings().stream().map(Finding::kind).toList(),
                "each partition once");
    }

    @Test
    void whoMustReturnForALeaderIsToldAndWhatItCostsNotToWait() {
        small.partition("1 2 3", "3", -1);
        small.fence(3);
        says(
                "1 partition has no leader: all that was acknowledged is only on node 3; node 3 is"
                        + " fenced",
                "start node 3 again, or look at its log; or, where that cannot be: skein topics"
                        + " elect lines --partition 0 --unclean (node 1 would lead; what only"
                        + " others have is lost)",
                only(Kind.NO_LEADER));
    }

    @Test
    void whereNobodyElseCouldLeadNoElectionIsNamed() {
        small.partition("2", "2", -1);
        shutOnTwo.add(small.id(0));
        says(
                "1 partition has no leader: all that was acknowledged is only on node 2; node 2 has"
                        + " the log not open",
                "look at the log of node 2: the data directory is being recovered, has failed, or"
                        + " is missing",
                only(Kind.NO_LEADER));
    }

    @Test
    void whereNobodyHasItAllOnlyALossyElectionHelps() {
        small.partition("1 2", "", -1);
        says(
                "1 partition has no leader: no node has all that was acknowledged",
                "skein topics elect lines --partition 0 --unclean (node 1 would lead; what only"
                        + " others have is lost)",
                only(Kind.NO_LEADER));
    }

    @Test
    void whoIsGoneOrGoesIsTold() {
        small.done(
                new StoppingPlans(_ -> 2, open).drain(small.image, new Drain(3, false)),
                Object.class);
        says(
                "node 3 at host:1 is about to stop: it gets nothing new to lead",
                "restart it, or keep it: skein nodes drain 3 --cancel",
                only(Kind.NODE_STOPPING));
        small.fence(3);
        assertEquals(
                "node 3 at host:1 has stopped, as it was asked to",
                only(Kind.NODE_FENCED).words().problem());
    }

    @Test
    void whoIsMissedInTheQuorumIsTold() {
        quorum = quorum(member(1, 0, 0), member(2, 1_001, 10), member(3, 0, 1_500));
        says(
                "node 3, which votes, is not heard by the metadata quorum for 1500 ms: 2 of 3"
                        + " voters are, and 2 are needed",
                "start node 3 again; if its disk is lost, with an empty folder",
                only(Kind.QUORUM_MEMBER_SILENT));
        assertEquals(
                "node 2, which votes, lacks 1001 offsets of the metadata",
                only(Kind.QUORUM_MEMBER_BEHIND).words().problem());
    }

    /** Who is being added is not missed before it holds anything. */
    @Test
    void whatIsMovedIsToldAndWhyItCannotBe() {
        small.partition("1 2", "1 2", 1);
        PartitionImage before = small.image.partition(small.id(0)).orElseThrow();
        List<Replica> replicas = new ArrayList<>(before.replicas());
        replicas.add(new Replica(3, new Uuid(1, 1), false));
        Reassignment move = new Reassignment(List.of(1, 3), List.of(3));
        PartitionImage moving = before.heldBy(replicas, Optional.of(move)).after(before);
        small.commit(List.of(new PartitionChanged(small.id(0), moving)));
        assertEquals(1, findings().size(), () -> findings().toString());
        assertEquals(
                "1 partition is on the way to other nodes", only(Kind.MOVING).words().problem());
        small.fence(3);
        says(
                "1 partition cannot be moved: node 3 is fenced",
                "start node 3 again, or give it up: skein reassign cancel lines",
                only(Kind.MOVE_STUCK));
    }

    /** However many partitions and causes there are. */
    @Test
    void reportsAreBounded() {
        for (int i = 0; i < 30; i++) small.partition("1 2 3", "1 2", 1);
        Finding found = diagnose(4).findings().getFirst();
        assertEquals(30, found.partitions());
        assertEquals(4, found.named().size());
        Findings findings = new Findings(1);
        for (int node = 0; node < Findings.CAUSES_MAX + 7; node++) {
            Missing missing = new Missing(List.of(node), List.of(), List.of());
            findings.add(new Cause.UnderReplicated(missing), new Place("t", node));
        }
        assertEquals(Findings.CAUSES_MAX, findings.all().size());
        assertEquals(7, findings.more());
    }
}
