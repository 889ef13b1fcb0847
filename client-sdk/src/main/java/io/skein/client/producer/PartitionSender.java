package io.skein.client.producer;

import io.skein.client.RefusedException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.TopicPartition;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.route.Routes.Leader;
import io.skein.client.route.Routes.Topic;
import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Carries the batches of one partition to its leader, in order. A refused batch that may be sent
 * again waits until nothing of the partition is under way, and goes first; if a later batch was
 * stored meanwhile it fails instead, because order is a promise. Owned by the client's lane.
 *
 * <pre>
 * queue ──due──▶ encoding ──▶ ready ──sent──▶ inFlight ──answered──▶ settled
 *                              ▲                 │
 *                              └── refused ◀─────┘ definitely, and it may help to try again
 * </pre>
 */
final class PartitionSender {
    private final PartitionQueue queue;
    private final ProducerCore core;
    private final Deque<PendingBatch> ready = new ArrayDeque<>();
    private final Deque<PendingBatch> inFlight = new ArrayDeque<>();
    private final Deque<PendingBatch> refused = new ArrayDeque<>();
    private Optional<PendingBatch> encoding = Optional.empty();
    private Optional<ProduceStream> via = Optional.empty();
    private Optional<Refusal> lastRefusal = Optional.empty();
    private long notBeforeNanos;

    /** What was on its way behind a batch that was refused has another number than what follows. */
    private int run = 1;

    PartitionSender(PartitionQueue queue, ProducerCore core) {
        this.queue = queue;
        this.core = core;
        this.notBeforeNanos = core.nowNanos();
    }

    PartitionQueue queue() {
        return queue;
    }

    /** Everything that is not settled; closes the open batch. */
    List<PendingBatch> unsettled() {
        List<PendingBatch> all = new ArrayList<>(inFlight);
        all.addAll(refused);
        all.addAll(ready);
        encoding.ifPresent(all::add);
        all.addAll(queue.sealAll());
        return all;
    }

    /** True if there is nothing to do for it. */
    boolean isIdle() {
        boolean quiet = inFlight.isEmpty() && refused.isEmpty() && ready.isEmpty();
        return quiet && encoding.isEmpty() && queue.oldestNanos().isEmpty();
    }

    /** Sends at most one batch; true if it did. */
    boolean advance(long nowNanos) {
        TopicPartition partition = queue.partition();
        Optional<Topic> topic = core.session().routes().topic(partition.topic());
        Optional<Leader> leader = topic.flatMap(known -> known.leader(partition.partition()));
        if (leader.isEmpty() || !mayUse(core.streamTo(leader.get().node()))) return false;
        ProduceStream stream = via.orElseThrow();
        if (nowNanos - notBeforeNanos < 0) {
            core.alarm(notBeforeNanos);
            return false;
        }
        if (!stream.ready(nowNanos)) return false;
        if (ready.isEmpty() && encoding.isEmpty()) takeDue(nowNanos);
        if (ready.isEmpty() || !stream.hasRoom(ready.peek().sizeBytes())) return false;
        PendingBatch batch = ready.remove();
        inFlight.add(batch);
        stream.send(this, batch, header(topic.get().id()));
        return true;
    }

    private ProduceRequest.Builder header(Uuid topic) {
        return ProduceRequest.newBuilder()
                .setTopicId(Wire.bytes(topic))
                .setPartition(queue.partition().partition())
                .setAcks(core.settings().acks().onWire())
                .setRun(run);
    }

    /** One route at a time: batches on two streams could overtake each other. */
    private boolean mayUse(ProduceStream stream) {
        if (via.filter(now -> now == stream).isPresent()) return refused.isEmpty();
        if (!inFlight.isEmpty()) return false;
        via = Optional.of(stream);
        return true;
    }

    private void takeDue(long nowNanos) {
        long lingerNanos = core.isIdleRound() ? -1 : core.settings().linger().toNanos();
        Optional<PendingBatch> due = queue.takeDue(nowNanos - lingerNanos);
        if (due.isEmpty()) {
            queue.oldestNanos().ifPresent(begun -> core.alarm(begun + lingerNanos + 1));
            return;
        }
        PendingBatch batch = due.get();
        switch (core.settings().compression()) {
            case NONE -> encoded(batch, batch.encode());
            case ZSTD, GZIP, SNAPPY, LZ4 -> {
                encoding = due;
                core.lane()
                        .offload(
                                batch::encode,
                                bytes -> {
                                    encoding = Optional.empty();
                                    encoded(batch, bytes);
                                    core.touch();
                                });
            }
        }
    }

    private void encoded(PendingBatch batch, ByteBuffer bytes) {
        queue.giveBack(batch.encoded(bytes));
        if (!batch.isSettled()) ready.add(batch);
    }

    /** The node has answered {@code batch}. */
    void answered(PendingBatch batch, ProduceResponse answer) {
        leaveFlight(batch);
        switch (answer.getResultCase()) {
            case APPENDED -> {
                failRefused();
                OptionalLong time = OptionalLong.empty();
                if (answer.getAppended().hasAppendTimeMillis()) {
                    time = OptionalLong.of(answer.getAppended().getAppendTimeMillis());
                }
                core.release(batch);
                batch.stored(queue.partition(), answer.getAppended().getBaseOffset(), time);
            }
            case REFUSED -> refused(batch, answer.getRefused());
            case RESULT_NOT_SET -> unknown(batch, "the node answered in a way not understood");
        }
        if (inFlight.isEmpty()) {
            if (!refused.isEmpty()) run++;
            // In front, in their order: the one that was refused last is put first at last.
            while (!refused.isEmpty()) ready.addFirst(refused.removeLast());
        }
    }

    private void refused(PendingBatch batch, Refusal refusal) {
        if (refusal.getCertainty() != Certainty.CERTAINTY_DEFINITE) {
            unknown(batch, refusal.getMessage());
            return;
        }
        boolean elsewhere = refusal.getReason() == RefusalReason.REFUSAL_REASON_NOT_LEADER;
        if (!elsewhere && refusal.getRetryAfterMillis() <= 0) {
            fail(batch, new RefusedException(refusal.getReason(), refusal.getMessage()));
            return;
        }
        batch.trouble(refusal.getMessage());
        lastRefusal = Optional.of(refusal);
        refused.add(batch);
        long waitNanos = core.settings().connection().reconnectBackoff().toNanos();
        long toldNanos = Math.min(refusal.getRetryAfterMillis(), 60_000) * 1_000_000;
        notBeforeNanos = core.nowNanos() + Math.max(waitNanos, toldNanos);
    }

    /** The stream broke before {@code batch} was answered. */
    void lost(PendingBatch batch, String why) {
        leaveFlight(batch);
        // This one may be in the log: what came before it can no longer go before it.
        failRefused();
        unknown(batch, "the connection ended before the answer came: " + why);
    }

    private void leaveFlight(PendingBatch batch) {
        Check.that(inFlight.poll() == batch, "batches of a partition are answered in order");
    }

    private void failRefused() {
        for (PendingBatch batch = refused.poll(); batch != null; batch = refused.poll()) {
            Refusal why = lastRefusal.orElseThrow();
            String text = why.getMessage() + " (a later batch went ahead: not sent again)";
            fail(batch, new RefusedException(why.getReason(), text));
        }
    }

    private void fail(PendingBatch batch, SkeinException why) {
        core.release(batch);
        batch.notStored(new Delivery.Failed(why));
    }

    private void unknown(PendingBatch batch, String why) {
        core.release(batch);
        batch.notStored(new Delivery.Unknown(new UnknownOutcomeException(why)));
    }

    /**
     * Gives up what is older than the delivery timeout, and sees to it that it is asked in time.
     */
    void expire(long nowNanos) {
        long timeoutNanos = core.settings().deliveryTimeout().toNanos();
        long bornBefore = nowNanos - timeoutNanos + 1;
        if (!inFlight.isEmpty()) {
            long born = inFlight.peek().createdNanos();
            if (born - bornBefore >= 0) core.alarm(born + timeoutNanos);
            else via.orElseThrow().cancel("no answer within the delivery timeout");
        }
        while (!ready.isEmpty() && ready.peek().createdNanos() - bornBefore < 0) {
            giveUp(ready.remove());
        }
        OptionalLong waiting = queue.oldestNanos();
        while (waiting.isPresent() && waiting.getAsLong() - bornBefore < 0) {
            queue.takeDue(bornBefore).ifPresent(this::giveUp);
            waiting = queue.oldestNanos();
        }
        if (!ready.isEmpty()) core.alarm(ready.peek().createdNanos() + timeoutNanos);
        waiting.ifPresent(begun -> core.alarm(begun + timeoutNanos));
    }

    private void giveUp(PendingBatch batch) {
        String trouble = batch.trouble().isEmpty() ? core.trouble(queue) : batch.trouble();
        String text =
                String.format(
                        "not stored in %s within %d ms: %s",
                        queue.partition(), core.settings().deliveryTimeout().toMillis(), trouble);
        fail(batch, new TimedOutException(text));
    }

    /** The end: what was sent is unknown, all else fails with {@code why}. */
    void close(SkeinException why) {
        List<PendingBatch> unsent = new ArrayList<>(refused);
        unsent.addAll(ready);
        encoding.ifPresent(unsent::add);
        unsent.addAll(queue.close());
        refused.clear();
        ready.clear();
        unsent.forEach(batch -> fail(batch, why));
    }

    /** A bug of ours: nothing may be claimed of anything any more. */
    void breakDown(String why) {
        unsettled().stream().filter(batch -> !batch.isSettled()).forEach(b -> unknown(b, why));
        queue.close();
    }
}
