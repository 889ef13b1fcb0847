package io.skein.client.consumer;

import io.skein.client.route.Backoff;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.WireBounds;
import io.skein.protocol.v1.FetchCredit;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchRemoval;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.Heartbeat;
import io.skein.protocol.v1.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one stream of reads from one node, opened again when it breaks or falls silent. Credit goes
 * out as what it brought is read. Owned by the client's lane.
 */
final class FetchStream implements StreamHandler<Framed<FetchResponse>> {
    private final int node;
    private final Fetcher fetcher;
    private final Backoff backoff;
    private final Map<PartitionId, Cursor> cursors = new TreeMap<>();
    private Optional<Open> open = Optional.empty();
    private int lastPositionId;
    private long notBeforeNanos;
    private long sentNanos;
    private long heardNanos;
    private boolean closed;

    /**
     * A stream, the link under it, and the credit it brings back.
     *
     * @param detour whether another node passes on what is asked
     */
    private record Open(Link link, Stream<FetchRequest> stream, Credit credit, boolean detour) {}

    FetchStream(int node, Fetcher fetcher) {
        this.node = node;
        this.fetcher = fetcher;
        this.backoff = fetcher.backoff();
        this.notBeforeNanos = fetcher.nowNanos();
    }

    /** Whether positions may be sent; begins to connect if there is no stream. */
    boolean ready(long nowNanos) {
        if (leaveOutdone()) return false;
        if (open.isEmpty()) connect(nowNanos);
        return open.isPresent() && open.get().stream().ready();
    }

    /** True if it was a detour that is not needed any more. */
    private boolean leaveOutdone() {
        Optional<Open> outdone =
                open.filter(now -> fetcher.session().nodes().isOutdone(now.link()));
        outdone.ifPresent(now -> now.stream().cancel("the node itself is reached again"));
        return outdone.isPresent();
    }

    private void connect(long nowNanos) {
        if (closed) return;
        if (nowNanos - notBeforeNanos < 0) {
            fetcher.alarm(notBeforeNanos);
            return;
        }
        Optional<Link> link = fetcher.session().nodes().find(node);
        if (link.isEmpty()) return;
        int window = fetcher.settings().fetchBytesMax();
        // In quarters: often enough that the node never runs dry, seldom enough to cost nothing.
        Credit credit = new Credit(Math.max(1, window / 4), fetcher::ring);
        Stream<FetchRequest> stream = link.get().stream(SkeinMethods.FETCH, this);
        boolean detour = fetcher.session().nodes().isDetour(node, link.get());
        Open fresh = new Open(link.get(), stream, credit, detour);
        open = Optional.of(fresh);
        sentNanos = nowNanos;
        heardNanos = nowNanos;
        grant(window);
        long patienceNanos = fetcher.settings().connection().connectTimeout().toNanos();
        fetcher.lane().after(patienceNanos, () -> giveUp(fresh));
        watchSilence(fresh);
    }

    private void giveUp(Open tried) {
        if (isCurrent(tried) && !tried.stream().ready()) tried.stream().cancel("not ready in time");
    }

    private boolean isCurrent(Open one) {
        return open.filter(now -> now.equals(one)).isPresent();
    }

    /** Shows that we are alive, and notices when the node is not. */
    private void watchSilence(Open watched) {
        if (!isCurrent(watched)) return;
        if (leaveOutdone()) return;
        long now = fetcher.nowNanos();
        if (now - heardNanos >= WireBounds.SILENCE_NANOS_MAX) {
            watched.stream().cancel("the node has been silent for too long");
            return;
        }
        if (now - sentNanos >= WireBounds.HEARTBEAT_NANOS) {
            send(FetchRequest.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
        }
        long untilBeat = sentNanos + WireBounds.HEARTBEAT_NANOS - now;
        long untilSilent = heardNanos + WireBounds.SILENCE_NANOS_MAX - now;
        fetcher.lane().after(Math.min(untilBeat, untilSilent), () -> watchSilence(watched));
    }

    private void send(FetchRequest request) {
        sentNanos = fetcher.nowNanos();
        open.ifPresent(now -> now.stream().send(request));
    }

    private void grant(long bytes) {
        FetchCredit credit = FetchCredit.newBuilder().setBytes(bytes).build();
        send(FetchRequest.newBuilder().setCredit(credit).build());
    }

    /** Grants again what has been read. */
    void renewCredit() {
        if (open.isEmpty()) return;
        long bytes = open.get().credit().take();
        if (bytes > 0) grant(bytes);
    }

    /** Reads {@code cursor} from its offset on. */
    void position(Cursor cursor, Uuid topic) {
        cursor.positionId = ++lastPositionId;
        cursor.stream = Optional.of(this);
        cursors.put(new PartitionId(topic, cursor.partition.partition()), cursor);
        FetchPosition.Builder position =
                FetchPosition.newBuilder()
                        .setTopicId(Wire.bytes(topic))
                        .setPartition(cursor.partition.partition())
                        .setOffset(cursor.start.offset())
                        .setPositionId(cursor.positionId)
                        .setLeaderOnly(open.filter(Open::detour).isEmpty());
        if (cursor.lastEpoch != Cursor.NO_EPOCH) position.setLastEpoch(cursor.lastEpoch);
        send(FetchRequest.newBuilder().setPosition(position).build());
    }

    /** Reads it no more. */
    void remove(Cursor cursor) {
        if (!cursors.values().remove(cursor)) return;
        cursor.stream = Optional.empty();
        FetchRemoval removal =
                FetchRemoval.newBuilder()
                        .setTopicId(Wire.bytes(cursor.topicId.orElseThrow()))
                        .setPartition(cursor.partition.partition())
                        .build();
        send(FetchRequest.newBuilder().setRemoval(removal).build());
    }

    @Override
    public void onReady() {
        fetcher.touch();
    }

    @Override
    public void onMessage(Framed<FetchResponse> message) {
        if (open.isEmpty()) return;
        heardNanos = fetcher.nowNanos();
        backoff.reset();
        FetchResponse answer = message.message();
        Optional<Uuid> topic = Wire.uuid(answer.getTopicId());
        Credit credit = open.get().credit();
        if (topic.isEmpty() || answer.getPartition() < 0) {
            credit.giveBack(message.payloadBytes());
            return;
        }
        PartitionId id = new PartitionId(topic.get(), answer.getPartition());
        Cursor cursor = cursors.get(id);
        if (cursor == null || cursor.positionId != answer.getPositionId()) {
            // Was under way for a position that has been left.
            credit.giveBack(message.payloadBytes());
            return;
        }
        if (answer.getEventCase() == FetchResponse.EventCase.REFUSED) {
            // The node has removed it already.
            cursors.remove(id);
            cursor.stream = Optional.empty();
        }
        fetcher.arrived(cursor, message, credit);
        if (answer.getRefused().getReason() == RefusalReason.REFUSAL_REASON_NOT_LEADER) {
            leaveDetour();
        }
    }

    /** The node itself may be back, and nobody else has what is read from it. */
    private void leaveDetour() {
        open.filter(Open::detour).ifPresent(now -> now.stream().cancel("the node is tried again"));
    }

    @Override
    public void onEnd(Ending ending) {
        notBeforeNanos = fetcher.nowNanos() + backoff.nextNanos();
        end();
        fetcher.touch();
    }

    private void end() {
        Optional<Open> broken = open;
        open = Optional.empty();
        broken.ifPresent(was -> fetcher.session().nodes().drop(node, was.link()));
        List<Cursor> left = new ArrayList<>(cursors.values());
        cursors.clear();
        left.forEach(cursor -> cursor.stream = Optional.empty());
    }

    void close() {
        closed = true;
        open.ifPresent(now -> now.stream().cancel("the consumer is closed"));
        end();
    }
}
