package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.protocol.Framed;
import io.skein.protocol.v1.Appended;
import io.skein.protocol.v1.Durability;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One Produce stream. Answers leave in the order of the requests, each when it and all before it
 * are known; while too much is unanswered no further request is let in. Owned by the call's turns.
 */
final class ProduceCall implements Endpoint.Call<Framed<ProduceRequest>> {
    private final Caller<ProduceResponse> caller;
    private final FrontDoor door;
    private final ServerLimits limits;
    private final CallFigures figures;
    private final Deque<Slot> unanswered = new ArrayDeque<>();
    private final Flights flights = new Flights();
    private long unansweredBytes;
    private boolean wanting;
    private Phase phase = Phase.OPEN;

    private enum Phase {
        OPEN,
        REQUESTS_ENDED,
        STOPPING,
        OVER
    }

    /** One request's place in the order of answers. */
    private static final class Slot {
        final int bytes;
        Optional<ProduceResponse> answer = Optional.empty();

        Slot(int bytes) {
            this.bytes = bytes;
        }
    }

    ProduceCall(
            Caller<ProduceResponse> caller,
            FrontDoor door,
            ServerLimits limits,
            CallFigures figures) {
        this.caller = caller;
        this.door = door;
        this.limits = limits;
        this.figures = figures;
        wantMore();
    }

    @Override
    public void onRequest(Framed<ProduceRequest> request) {
        wanting = false;
        if (phase != Phase.OPEN) return;
        Slot slot = new Slot(request.payloadBytes());
        unanswered.add(slot);
        unansweredBytes += slot.bytes;
        try {
            append(request, slot);
        } catch (Refused refused) {
            slot.answer = Optional.of(refusal(refused.refusal()));
        }
        pump();
    }

    private void append(Framed<ProduceRequest> request, Slot slot) throws Refused {
        ProduceRequest head = request.message();
        PartitionId partition = Fields.partition(head.getTopicId(), head.getPartition());
        Acks acks = acks(head);
        ByteBuffer batch = request.joined();
        if (!batch.hasRemaining()) {
            throw new Refused(Refusal.definite(Why.INVALID_BATCH, "batch: there is none"));
        }
        Flights.Flight flight = flights.begin(partition, head.getRun());
        PartitionRequest.Append append = new PartitionRequest.Append(batch, acks, flight.run());
        Consumer<Answer<PartitionReply.Appended>> then =
                answer ->
                        caller.turn(() -> {
                            flights.answered(flight);
                            onAnswer(slot, acks, answer);
                        });
        if (head.getLeaderOnly()) door.askHere(partition, append, then);
        else door.ask(partition, append, then);
    }

    private static Acks acks(ProduceRequest head) throws Refused {
        return switch (head.getAcks()) {
            case ACKS_UNSPECIFIED, ACKS_ALL -> Acks.ALL;
            case ACKS_LEADER -> Acks.LEADER;
            case ACKS_NONE -> Acks.NONE;
            case UNRECOGNIZED ->
                    throw Fields.invalid("acks", head.getAcksValue() + " is unknown here");
        };
    }

    private void onAnswer(Slot slot, Acks acks, Answer<PartitionReply.Appended> answer) {
        slot.answer =
                Optional.of(
                        switch (answer) {
                            case Answer.Done<PartitionReply.Appended>(var done) ->
                                    appended(done, acks);
                            case Answer.Refused<PartitionReply.Appended>(Refusal refusal) ->
                                    refusal(refusal);
                        });
        pump();
    }

    private static ProduceResponse appended(PartitionReply.Appended done, Acks acks) {
        Appended.Builder appended =
                Appended.newBuilder()
                        .setBaseOffset(done.baseOffset())
                        .setDurability(durability(done, acks))
                        .setLogStartOffset(done.logStartOffset());
        done.appendTimeMillis().ifPresent(appended::setAppendTimeMillis);
        return ProduceResponse.newBuilder().setAppended(appended).build();
    }

    private static Durability durability(PartitionReply.Appended done, Acks acks) {
        if (done.agreed()) return Durability.DURABILITY_IN_SYNC_DISKS;
        return switch (acks) {
            case NONE -> Durability.DURABILITY_ACCEPTED;
            case LEADER, ALL -> Durability.DURABILITY_LEADER_DISK;
        };
    }

    private ProduceResponse refusal(Refusal refusal) {
        figures.refused(refusal.why());
        return ProduceResponse.newBuilder().setRefused(Refusals.toWire(refusal)).build();
    }

    private void pump() {
        while (phase != Phase.OVER && caller.ready()) {
            Slot first = unanswered.peek();
            if (first == null || first.answer.isEmpty()) break;
            unanswered.remove();
            unansweredBytes -= first.bytes;
            caller.send(first.answer.get());
        }
        if (phase == Phase.OPEN) {
            wantMore();
        } else if (unanswered.isEmpty()) {
            end();
        }
    }

    private void wantMore() {
        boolean full =
                unansweredBytes >= limits.produceInFlightBytesMax()
                        || unanswered.size() >= limits.produceInFlightMax();
        if (wanting || full) return;
        wanting = true;
        caller.want(1);
    }

    private void end() {
        Phase ending = phase;
        phase = Phase.OVER;
        if (ending == Phase.REQUESTS_ENDED) caller.finish();
        if (ending == Phase.STOPPING) Refusals.fail(caller, Refusals.stopping());
    }

    @Override
    public void onRequestsEnded() {
        if (phase == Phase.OPEN) phase = Phase.REQUESTS_ENDED;
        pump();
    }

    @Override
    public void onReady() {
        pump();
    }

    @Override
    public void onStopping() {
        if (phase == Phase.OPEN) phase = Phase.STOPPING;
        pump();
    }

    @Override
    public void onGone() {
        phase = Phase.OVER;
        unanswered.clear();
    }
}
