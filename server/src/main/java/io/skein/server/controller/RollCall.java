package io.skein.server.controller;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.controller.plan.NodePlans;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionChanged;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.PartitionImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What nodes have told one leadership of themselves, none of which is in the metadata: that they
 * are there, how far they have come, and which logs they have open. A newer leadership is told
 * anew. Owned by the quorum lane; knows no clock.
 */
final class RollCall implements NodePlans.OpenLogs {
    private final int self;
    private final Heartbeats heartbeats;
    private final TreeMap<Integer, Run> runs = new TreeMap<>();

    /** One run of a node's process. */
    private static final class Run {
        private final Uuid incarnation;
        private final TreeSet<PartitionId> open = new TreeSet<>();

        /** How far the metadata went when it was first heard while it was fenced. */
        private OptionalLong goal = OptionalLong.empty();

        /** It has said that it stops. */
        private boolean hasLeft;

        Run(Uuid incarnation) {
            this.incarnation = incarnation;
        }
    }

    /**
     * @param self the node of this controller: whoever hears this hears it
     */
    RollCall(int self, Heartbeats heartbeats) {
        this.self = self;
        this.heartbeats = heartbeats;
    }

    /** All who are trusted have to be heard from now on. */
    void begin(MetadataImage image, long nowNanos) {
        for (NodeImage node : image.nodes().values()) {
            if (!node.fenced()) expect(node.id(), nowNanos);
        }
    }

    private void expect(int node, long nowNanos) {
        if (node != self) heartbeats.expect(node, nowNanos);
    }

    /**
     * That run is there. Whether it can be trusted from now on: it is fenced, and has come to know
     * all that was agreed when it was first heard.
     */
    boolean heard(ControllerAsk.Beat beat, NodeImage node, MetadataImage committed, long nowNanos) {
        Run run = run(beat.node(), beat.incarnation());
        if (!node.fenced()) {
            run.goal = OptionalLong.empty();
            heartbeats.heard(beat.node(), nowNanos);
            return false;
        }
        // What it said before may arrive only now.
        if (run.hasLeft) return false;
        if (run.goal.isEmpty()) run.goal = OptionalLong.of(committed.offset());
        boolean isCaughtUp = beat.applied() >= run.goal.getAsLong();
        if (isCaughtUp) expect(beat.node(), nowNanos);
        heartbeats.heard(beat.node(), nowNanos);
        return isCaughtUp;
    }

    /** Whether another run of that node may be about: it is heard. */
    boolean isThere(int node, long nowNanos) {
        return heartbeats.isThere(node, nowNanos);
    }

    /** That run has been fenced because it stops: nothing is heard of it any more. */
    void left(ControllerAsk.Leave leave) {
        run(leave.node(), leave.incarnation()).hasLeft = true;
        heartbeats.forget(leave.node());
    }

    /** Its connection has closed. */
    void lost(int node, long nowNanos) {
        heartbeats.closed(node, nowNanos);
    }

    /** Nobody takes connections where it is said to be, nor has anybody since then. */
    void unreachable(int node, long sinceNanos, long nowNanos) {
        heartbeats.unreachable(node, sinceNanos, nowNanos);
    }

    /** That run has these logs open. */
    void opened(int node, Uuid incarnation, List<PartitionId> partitions) {
        run(node, incarnation).open.addAll(partitions);
    }

    private Run run(int node, Uuid incarnation) {
        Optional<Run> known =
                Optional.ofNullable(runs.get(node))
                        .filter(run -> run.incarnation.equals(incarnation));
        if (known.isPresent()) return known.get();
        Run anew = new Run(incarnation);
        runs.put(node, anew);
        return anew;
    }

    @Override
    public boolean has(int node, PartitionId partition) {
        return Optional.ofNullable(runs.get(node))
                .filter(run -> run.open.contains(partition))
                .isPresent();
    }

    /** Nobody has a log of that topic any more. */
    void forget(Uuid topic) {
        for (Run run : runs.values()) {
            run.open.removeIf(partition -> partition.topic().equals(topic));
        }
    }

    /** Who holds a partition no more has no log of it, as far as this one is concerned. */
    void follow(MetadataImage before, MetadataRecord record) {
        if (!(record instanceof PartitionChanged(PartitionId id, PartitionImage after))) return;
        List<Integer> gone = new ArrayList<>(before.partition(id).orElse(after).nodes());
        gone.removeAll(after.nodes());
        for (int node : gone) {
            Optional.ofNullable(runs.get(node)).ifPresent(run -> run.open.remove(id));
        }
    }

    /** Those to be fenced now; each is told once, unless it is {@link #stillTrusted}. */
    List<Integer> silent(long nowNanos) {
        List<Integer> silent = heartbeats.silent(nowNanos);
        silent.forEach(heartbeats::forget);
        return silent;
    }

    /** That one could not be fenced; it is again after a while, if it is not heard by then. */
    void stillTrusted(int node, long nowNanos) {
        expect(node, nowNanos);
        heartbeats.closed(node, nowNanos);
    }

    /** When somebody may have to be fenced. */
    OptionalLong nextLookNanos() {
        return heartbeats.nextLookNanos();
    }
}
