package io.skein.server.controller;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Outcome;
import io.skein.server.controller.plan.Decision;
import io.skein.server.controller.plan.Loss;
import io.skein.server.controller.plan.NodePlans;
import io.skein.server.controller.plan.Plans;
import io.skein.server.door.Answer;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.RecordFormat;
import io.skein.server.metadata.Replay;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One leadership of this controller: what it has proposed, as an image. Owned by the quorum lane.
 */
final class Reign {
    private final QuorumDriver quorum;
    private final RecordFormat format;
    private final int epoch;
    private final RollCall roll;
    private final CopyRoll copies;
    private final Plans plans;
    private final Consumer<Loss> onLoss;
    private MetadataImage proposed;
    private long planned;
    private long lookNanos = Long.MAX_VALUE;

    /** What a leadership begins with. */
    record Start(
            int epoch,
            MetadataImage committed,
            RollCall roll,
            CopyRoll copies,
            Plans plans,
            Consumer<Loss> onLoss) {}

    Reign(QuorumDriver quorum, RecordFormat format, Start start) {
        this.quorum = quorum;
        this.format = format;
        this.epoch = start.epoch();
        this.proposed = start.committed();
        this.roll = start.roll();
        this.copies = start.copies();
        this.plans = start.plans();
        this.onLoss = start.onLoss();
    }

    int epoch() {
        return epoch;
    }

    RollCall roll() {
        return roll;
    }

    CopyRoll copies() {
        return copies;
    }

    NodePlans nodes() {
        return plans.nodes();
    }

    Plans plans() {
        return plans;
    }

    boolean isAnythingInTrash() {
        return !proposed.trash().topics().isEmpty();
    }

    /** Those of these copies that the node does have: of no others anything is kept in mind. */
    List<PartitionId> held(ControllerAsk.LogsOpen open) {
        return open.copies().stream()
                .filter(copy -> copy.isHeld(proposed, open.node()))
                .map(CopyId::partition)
                .toList();
    }

    /** When it is to be looked who is silent; that is the only timer for it. */
    long lookNanos() {
        return lookNanos;
    }

    void looksAt(long nanos) {
        lookNanos = nanos;
    }

    /** That run of a node, if it is the one that is registered. */
    Optional<NodeImage> run(int node, Uuid incarnation) {
        return proposed.nodes().get(node).filter(one -> one.incarnation().equals(incarnation));
    }

    /** What follows by that plan from what is proposed; nothing is proposed yet. */
    List<MetadataRecord> planned(Function<MetadataImage, List<MetadataRecord>> plan) {
        return plan.apply(proposed);
    }

    /** As {@link #decide}, if there is anything to change; nobody waits for it. */
    List<MetadataRecord> change(Function<MetadataImage, List<MetadataRecord>> plan) {
        List<MetadataRecord> records = plan.apply(proposed);
        if (!records.isEmpty()) {
            decide(_ -> new Decision<>(records, Answer.done(true)), _ -> {});
        }
        return records;
    }

    /** Plans against what is proposed, proposes the result, and answers when it is agreed. */
    <R> void decide(Function<MetadataImage, Decision<R>> plan, Consumer<Answer<R>> then) {
        Decision<R> decision = plan.apply(proposed);
        if (decision.records().isEmpty()) {
            // Even a refusal tells what has been proposed, so it waits for that, and for being
            // leader.
            quorum.confirm(epoch, outcome -> then.accept(answer(decision, outcome)));
            return;
        }
        MetadataImage before = proposed;
        // The offset of an image that is only proposed means nothing yet.
        proposed = Replay.apply(before, decision.records(), before.offset());
        long number = ++planned;
        quorum.propose(
                epoch,
                encode(decision.records()),
                outcome -> {
                    if (outcome instanceof Outcome.Refused) {
                        Check.same(number, planned, "nothing is planned on what was refused");
                        proposed = before;
                    } else if (outcome instanceof Outcome.Committed) {
                        Loss.of(before, decision.records()).forEach(onLoss);
                    }
                    then.accept(answer(decision, outcome));
                });
    }

    private static <R> Answer<R> answer(Decision<R> decision, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed _ -> decision.answer();
            case Outcome.Refused refused -> Answer.refused(Outcomes.refusal(refused.why()));
            case Outcome.Unknown _ -> Answer.refused(Outcomes.unknown());
        };
    }

    private List<ByteBuffer> encode(List<MetadataRecord> records) {
        List<ByteBuffer> encoded = new ArrayList<>(records.size());
        for (MetadataRecord record : records) {
            encoded.add(ByteBuffer.wrap(format.encode().apply(record)));
        }
        return encoded;
    }
}
