package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.protocol.Framed;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchRemoval;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Fetch stream. Each position has at most one read under way; those that are behind take turns
 * and spend credit, those at the end wait at their partition and spend nothing. What a client does
 * not read is not read for it either. Owned by the call's turns.
 */
final class FetchCall implements Endpoint.Call<FetchRequest> {
    static final long WAIT_NANOS = 10_000_000_000L;

    /** What a wait may bring at once; the rest is read in turn, against credit. */
    static final int WAIT_BYTES_MAX = 256 << 10;

    private static final int REFUSALS_HELD_MAX = 100;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Offsets NO_OFFSETS = new Offsets(0, 0);

    private final Caller<Framed<FetchResponse>> caller;
    private final FrontDoor door;
    private final Lane lane;
    private final Clock clock;
    private final CallFigures figures;
    private final int positionsMax;
    private final FetchBudget budget = new FetchBudget();
    private final Map<PartitionId, FetchReader> readers = new TreeMap<>();
    private final Deque<FetchReader> behind = new ArrayDeque<>();
    private final FetchOutput output;
    private Optional<Heartbeats.Beat> beat = Optional.empty();
    private boolean wanting;
    private boolean requestsEnded;
    private boolean over;

    private FetchCall(Caller<Framed<FetchResponse>> caller, EndpointParts parts) {
        this.caller = caller;
        this.output = new FetchOutput(caller, budget);
        this.door = parts.door();
        this.lane = parts.lane();
        this.clock = parts.clock();
        this.figures = parts.figures();
        this.positionsMax = parts.limits().fetchPositionsMax();
    }

    static FetchCall open(
            Caller<Framed<FetchResponse>> caller, EndpointParts parts, Heartbeats heartbeats) {
        FetchCall call = new FetchCall(caller, parts);
        call.beat = Optional.of(heartbeats.start(() -> caller.turn(call::onTick)));
        call.wantMore();
        return call;
    }

    @Override
    public void onRequest(FetchRequest request) {
        wanting = false;
        if (over) return;
        switch (request.getActionCase()) {
            case POSITION -> position(request.getPosition());
            case REMOVAL -> remove(request.getRemoval());
            case CREDIT -> credit(request.getCredit().getBytes());
            case HEARTBEAT -> {}
            case ACTION_NOT_SET ->
                    fail(Refusals.invalid("action", "none, or one that is unknown here"));
        }
        pump();
    }

    private void position(FetchPosition position) {
        PartitionId partition;
        try {
            partition = Fields.partition(position.getTopicId(), position.getPartition());
        } catch (Refused refused) {
            fail(refused.refusal());
            return;
        }
        FetchReader reader = new FetchReader(partition, position);
        drop(partition);
        Optional<Refusal> nonsense = FetchReader.nonsense(position);
        if (nonsense.isPresent()) {
            refuse(reader, nonsense.get());
        } else if (readers.size() >= positionsMax) {
            refuse(reader, Refusals.invalid("position", "more than " + positionsMax));
        } else {
            readers.put(partition, reader);
            behind.add(reader);
        }
    }

    private void remove(FetchRemoval removal) {
        try {
            drop(Fields.partition(removal.getTopicId(), removal.getPartition()));
        } catch (Refused refused) {
            fail(refused.refusal());
        }
    }

    private void drop(PartitionId partition) {
        FetchReader before = readers.remove(partition);
        if (before == null) return;
        before.drop();
        behind.remove(before);
    }

    private void credit(long bytes) {
        if (bytes <= 0) {
            fail(Refusals.invalid("credit.bytes", bytes + " is less than 1"));
        } else {
            budget.grant(bytes);
        }
    }

    private void pump() {
        if (!over) output.flush();
        while (!over && caller.ready() && !behind.isEmpty()) {
            int bytes = budget.reserve();
            if (bytes == 0) break;
            read(behind.remove(), bytes);
        }
        wantMore();
        boolean done = output.isEmpty() && (readers.isEmpty() || budget.isSpent());
        if (!over && requestsEnded && done) {
            over = true;
            caller.finish();
        }
    }

    private void wantMore() {
        // Who asks for refusals and does not read them is not listened to for a while.
        if (over || wanting || output.size() > readers.size() + REFUSALS_HELD_MAX) return;
        wanting = true;
        caller.want(1);
    }

    private void read(FetchReader reader, int bytesMax) {
        reader.ask(
                door,
                reader.next(bytesMax, 0),
                answer -> caller.turn(() -> onRead(reader, bytesMax, answer)));
    }

    private void onRead(FetchReader reader, int reserved, Answer<Batches> answer) {
        if (over) return;
        switch (answer) {
            case Answer.Done<Batches>(Batches read) -> {
                int bytes = reader.isDropped() ? 0 : sizeBytes(read);
                budget.settle(reserved, bytes);
                if (reader.isDropped()) read.giveBack().run();
                else arrived(reader, read, bytes);
            }
            case Answer.Refused<Batches>(Refusal refusal) -> {
                budget.settle(reserved, 0);
                if (!reader.isDropped()) end(reader, refusal);
            }
        }
        pump();
    }

    private void arrived(FetchReader reader, Batches read, int bytes) {
        boolean atEnd = reader.advance(read);
        if (bytes > 0) output.add(reader, reader.fetched(read), read.giveBack());
        if (!atEnd && bytes > 0) {
            behind.add(reader);
            return;
        }
        if (atEnd && reader.catchUp(read.offsets())) {
            output.add(reader, reader.caughtUp(read.offsets()));
        }
        await(reader);
    }

    private void await(FetchReader reader) {
        var wait = reader.next(WAIT_BYTES_MAX, WAIT_NANOS);
        reader.ask(door, wait, answer -> caller.turn(() -> onWaited(reader, answer)));
    }

    private void onWaited(FetchReader reader, Answer<Batches> answer) {
        if (over || reader.isDropped()) return;
        switch (answer) {
            case Answer.Done<Batches>(Batches read) -> {
                int bytes = sizeBytes(read);
                if (bytes == 0 || (output.isEmpty() && budget.take(bytes))) {
                    arrived(reader, read, bytes);
                } else {
                    // Not enough credit for it: it is read again, in turn, as far as credit goes.
                    read.giveBack().run();
                    reader.fallBehind();
                    behind.add(reader);
                }
            }
            case Answer.Refused<Batches>(Refusal refusal) -> end(reader, refusal);
        }
        pump();
    }

    private static int sizeBytes(Batches read) {
        long bytes = 0;
        for (ByteBuffer batch : read.batches()) bytes += batch.remaining();
        return Math.toIntExact(bytes);
    }

    private void end(FetchReader reader, Refusal refusal) {
        if (reader.outlasts(refusal, clock.nanos())) {
            later(refusal.retryAfterMillis() * NANOS_PER_MILLI, () -> again(reader));
            return;
        }
        readers.remove(reader.partition());
        if (refusal.why() != Why.OFFSET_OUT_OF_RANGE) {
            refuse(reader, refusal);
            return;
        }
        reader.ask(
                door,
                new PartitionRequest.Bounds(),
                answer -> caller.turn(() -> onBounds(reader, refusal, answer)));
    }

    private void later(long nanos, Runnable turn) {
        // An answer, not new work: at most one for each position.
        lane.answer(() -> lane.after(nanos, () -> caller.turn(turn)));
    }

    private void again(FetchReader reader) {
        if (over || reader.isDropped()) return;
        behind.add(reader);
        pump();
    }

    private void onBounds(FetchReader reader, Refusal refusal, Answer<Offsets> answer) {
        if (over) return;
        figures.refused(refusal.why());
        Offsets offsets =
                switch (answer) {
                    case Answer.Done<Offsets>(Offsets bounds) -> bounds;
                    case Answer.Refused<Offsets> _ -> NO_OFFSETS;
                };
        output.add(reader, reader.refused(refusal, offsets));
        pump();
    }

    private void refuse(FetchReader reader, Refusal refusal) {
        figures.refused(refusal.why());
        output.add(reader, reader.refused(refusal, NO_OFFSETS));
    }

    private void onTick() {
        if (!over) output.tick();
    }

    private void fail(Refusal refusal) {
        if (over) return;
        figures.refused(refusal.why());
        over = true;
        Refusals.fail(caller, refusal);
    }

    @Override
    public void onRequestsEnded() {
        requestsEnded = true;
        pump();
    }

    @Override
    public void onReady() {
        pump();
    }

    @Override
    public void onStopping() {
        fail(Refusals.stopping());
    }

    @Override
    public void onGone() {
        over = true;
        beat.ifPresent(Heartbeats.Beat::stop);
        readers.clear();
        behind.clear();
        output.clear();
    }
}
