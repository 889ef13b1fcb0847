package io.skein.client.producer;

import io.skein.client.route.Backoff;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.Check;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.RefusalReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The one stream of batches to one node, opened again when it breaks. What it had sent unanswered
 * is then unknown. Owned by the client's lane.
 */
final class ProduceStream implements StreamHandler<ProduceResponse> {
    private final int node;
    private final ProducerCore core;
    private final Backoff backoff;
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private Optional<Open> open = Optional.empty();
    private long inFlightBytes;
    private long notBeforeNanos;
    private boolean closed;

    /**
     * The stream and the link under it.
     *
     * @param detour whether another node passes on what is sent
     */
    private record Open(Link link, Stream<Framed<ProduceRequest>> stream, boolean detour) {}

    /** A batch that waits for its answer. */
    private record Sent(PartitionSender sender, PendingBatch batch) {}

    ProduceStream(int node, ProducerCore core) {
        this.node = node;
        this.core = core;
        this.backoff = core.backoff();
        this.notBeforeNanos = core.nowNanos();
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return inFlight.isEmpty();
    }

    /** Whether something may be sent; begins to connect if there is no stream. */
    boolean ready(long nowNanos) {
        if (isOutdone()) {
            if (inFlight.isEmpty()) cancel("the node itself is reached again");
            return false;
        }
        if (open.isEmpty()) connect(nowNanos);
        return open.isPresent() && open.get().stream().ready();
    }

    private boolean isOutdone() {
        return open.filter(now -> core.session().nodes().isOutdone(now.link())).isPresent();
    }

    /** Whether that many more bytes may be under way; one batch always may. */
    boolean hasRoom(int bytes) {
        return inFlight.isEmpty() || inFlightBytes + bytes <= core.limits().inFlightBytesMax();
    }

    private void connect(long nowNanos) {
        if (closed) return;
        if (nowNanos - notBeforeNanos < 0) {
            core.alarm(notBeforeNanos);
            return;
        }
        Optional<Link> link = core.session().nodes().find(node);
        if (link.isEmpty()) return;
        boolean detour = core.session().nodes().isDetour(node, link.get());
        Open fresh = new Open(link.get(), link.get().stream(SkeinMethods.PRODUCE, this), detour);
        open = Optional.of(fresh);
        long patienceNanos = core.settings().connection().connectTimeout().toNanos();
        core.lane().after(patienceNanos, () -> giveUp(fresh));
    }

    /** A connection that does not come about is as bad as one that breaks. */
    private void giveUp(Open tried) {
        boolean stuck = open.filter(now -> now.equals(tried) && !now.stream().ready()).isPresent();
        if (stuck && inFlight.isEmpty()) tried.stream().cancel("not ready in time");
    }

    /** Sends it to the node itself alone, or by a detour from where it is passed on. */
    void send(PartitionSender sender, PendingBatch batch, ProduceRequest.Builder header) {
        Check.that(open.isPresent(), "only an open stream is sent to");
        inFlight.add(new Sent(sender, batch));
        inFlightBytes += batch.sizeBytes();
        ProduceRequest whole = header.setLeaderOnly(!open.get().detour()).build();
        open.get().stream().send(Framed.of(whole, batch.bytes()));
    }

    @Override
    public void onReady() {
        core.touch();
    }

    @Override
    public void onMessage(ProduceResponse answer) {
        Sent first = inFlight.poll();
        if (first == null) {
            cancel("the node answers what nobody asked");
            return;
        }
        backoff.reset();
        inFlightBytes -= first.batch().sizeBytes();
        first.sender().answered(first.batch(), answer);
        boolean isElsewhere =
                answer.getRefused().getReason() == RefusalReason.REFUSAL_REASON_NOT_LEADER;
        if (isElsewhere && inFlight.isEmpty()) leaveDetour();
        core.touch();
    }

    /** The node itself may be back, and nobody else takes what is for it. */
    private void leaveDetour() {
        if (open.filter(Open::detour).isPresent()) cancel("the node is tried again");
    }

    @Override
    public void onEnd(Ending ending) {
        notBeforeNanos = core.nowNanos() + backoff.nextNanos();
        end(ending.code() + " (" + ending.reason() + ")");
        core.touch();
    }

    private void end(String why) {
        Optional<Open> broken = open;
        open = Optional.empty();
        broken.ifPresent(was -> core.session().nodes().drop(node, was.link()));
        inFlightBytes = 0;
        for (Sent sent = inFlight.poll(); sent != null; sent = inFlight.poll()) {
            sent.sender().lost(sent.batch(), why);
        }
    }

    /** Ends the stream; whatever is unanswered becomes unknown. */
    void cancel(String why) {
        open.ifPresent(now -> now.stream().cancel(why));
    }

    void close() {
        closed = true;
        cancel("the producer is closed");
        end("the producer was closed");
    }
}
