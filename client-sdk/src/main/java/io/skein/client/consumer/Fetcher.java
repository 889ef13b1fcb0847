package io.skein.client.consumer;

import io.skein.client.CorruptBatchException;
import io.skein.client.RefusedException;
import io.skein.client.SkeinException;
import io.skein.client.TopicPartition;
import io.skein.client.consumer.Fetched.Range;
import io.skein.client.route.Alarm;
import io.skein.client.route.Backoff;
import io.skein.client.route.Routes.Leader;
import io.skein.client.route.Routes.Topic;
import io.skein.client.route.Session;
import io.skein.client.wire.ClientWorld;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.protocol.Framed;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Brings batches ahead of the polling: finds out where each partition starts and who leads it,
 * keeps one stream to each leader, and hands over what was checked. Owned by the client's lane, but
 * for {@link #read}, {@link #drop} and what credit calls.
 */
public final class Fetcher {
    private static final int DAMAGED_MAX = 3;

    private final ClientWorld world;
    private final ConsumerSettings settings;
    private final Consumer<Fetched> handOver;
    private final Session session;
    private final StartLookup lookup;
    private final Map<TopicPartition, Cursor> cursors = new TreeMap<>();
    private final Map<Integer, FetchStream> streams = new TreeMap<>();
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Alarm alarm;
    private boolean touched;

    Fetcher(ClientWorld world, ConsumerSettings settings, Consumer<Fetched> handOver) {
        this.world = world;
        this.settings = settings;
        this.handOver = handOver;
        this.session = new Session(world, settings.connection());
        this.lookup = new StartLookup(this);
        this.alarm = new Alarm(world, this::touch);
    }

    /** Begins to connect. Once, on the lane. */
    public void start() {
        world.lane().onTurnEnd(this::endTurn);
        session.onChange(this::touch);
        session.start();
    }

    /** Ends everything. What was handed over stays readable. */
    public void close() {
        cursors.clear();
        streams.values().forEach(FetchStream::close);
        alarm.stop();
        session.close();
    }

    /** Where clients of this consumer look for routes, and call the cluster. */
    public Session session() {
        return session;
    }

    /** Reads {@code partition} from {@code start} on, instead of whatever was read of it. */
    void read(TopicPartition partition, long readId, Start start) {
        // The user's calls are few; refused they would leave positions that never arrive.
        world.lane().answer(() -> begin(new Cursor(partition, readId, start)));
    }

    /** Reads {@code partition} no more. */
    void drop(TopicPartition partition) {
        world.lane().answer(() -> leave(partition));
    }

    private void begin(Cursor cursor) {
        leave(cursor.partition);
        cursor.notBeforeNanos = nowNanos();
        cursors.put(cursor.partition, cursor);
        session.watch(cursor.partition.topic());
        touch();
    }

    private void leave(TopicPartition partition) {
        Optional<Cursor> old = Optional.ofNullable(cursors.remove(partition));
        old.ifPresent(cursor -> cursor.stream.ifPresent(from -> from.remove(cursor)));
    }

    /** True while the polling thread still wants what this cursor brings. */
    boolean isCurrent(Cursor cursor) {
        return cursor.equals(cursors.get(cursor.partition));
    }

    /** One task in the mailbox, however often credit comes back. Any thread. */
    void ring() {
        if (rung.compareAndSet(false, true)) world.lane().answer(this::hear);
    }

    private void hear() {
        rung.set(false);
        touch();
    }

    /** There may be something to do: looks once the turn ends. */
    void touch() {
        touched = true;
    }

    private void endTurn() {
        if (!touched) return;
        touched = false;
        long nowNanos = nowNanos();
        streams.values().forEach(FetchStream::renewCredit);
        for (Cursor cursor : cursors.values()) {
            if (!cursor.parked) advance(cursor, nowNanos);
        }
    }

    private void advance(Cursor cursor, long nowNanos) {
        if (nowNanos - cursor.notBeforeNanos < 0) {
            alarm(cursor.notBeforeNanos);
            return;
        }
        Optional<Topic> topic = session.routes().topic(cursor.partition.topic());
        if (topic.isEmpty()) {
            if (session.routes().isMissing(cursor.partition.topic())) missing(cursor, nowNanos);
            return;
        }
        cursor.missingSinceNanos = OptionalLong.empty();
        if (cursor.partition.partition() >= topic.get().leaders().size()) {
            String why = "there is no partition " + cursor.partition;
            fail(cursor, new RefusedException(RefusalReason.REFUSAL_REASON_UNKNOWN_PARTITION, why));
        } else if (isOfAnother(cursor, topic.get().id())) {
            // The topic was made anew: the offset is one of the topic that is gone.
            park(cursor, new Fetched.OutOfRange(cursor.start.offset(), new Range(0, 0)));
        } else if (cursor.start.kind() == Start.Kind.AT) {
            follow(cursor, topic.get(), nowNanos);
        } else if (!cursor.resolving) {
            topic.get()
                    .leader(cursor.partition.partition())
                    .ifPresent(leader -> lookup.begin(cursor, leader.node()));
        }
    }

    private static boolean isOfAnother(Cursor cursor, Uuid topic) {
        return cursor.topicId.filter(id -> !id.equals(topic)).isPresent();
    }

    private void follow(Cursor cursor, Topic topic, long nowNanos) {
        Optional<Leader> leader = topic.leader(cursor.partition.partition());
        if (leader.isEmpty()) return;
        FetchStream stream = streamTo(leader.get().node());
        if (cursor.stream.filter(stream::equals).isPresent()) return;
        cursor.stream.ifPresent(old -> old.remove(cursor));
        if (!stream.ready(nowNanos)) return;
        cursor.topicId = Optional.of(topic.id());
        stream.position(cursor, topic.id());
    }

    private FetchStream streamTo(int node) {
        return streams.computeIfAbsent(node, number -> new FetchStream(number, this));
    }

    /** Says so once it has lasted: the topic may just have been made, or be made soon. */
    private void missing(Cursor cursor, long nowNanos) {
        cursor.stream.ifPresent(old -> old.remove(cursor));
        long sinceNanos = cursor.missingSinceNanos.orElse(nowNanos);
        cursor.missingSinceNanos = OptionalLong.of(sinceNanos);
        long dueNanos = sinceNanos + settings.unknownTopicWait().toNanos();
        if (nowNanos - dueNanos < 0) {
            alarm(dueNanos);
            return;
        }
        String why = "there is no topic '" + cursor.partition.topic() + "'";
        fail(cursor, new RefusedException(RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC, why));
    }

    /** Tells the polling thread, and waits for what it says. */
    void fail(Cursor cursor, SkeinException why) {
        park(cursor, new Fetched.Failed(why));
    }

    private void park(Cursor cursor, Fetched.Event event) {
        cursor.stream.ifPresent(old -> old.remove(cursor));
        cursor.parked = true;
        tell(cursor, event);
    }

    void tell(Cursor cursor, Fetched.Event event) {
        handOver.accept(new Fetched(cursor.partition, cursor.readId, event));
    }

    /** Tries {@code cursor} again, but not at once. */
    void later(Cursor cursor, long waitNanos) {
        long leastNanos = settings.connection().reconnectBackoff().toNanos();
        cursor.notBeforeNanos = nowNanos() + Math.max(waitNanos, leastNanos);
        touch();
    }

    /** A node has sent something for the position that {@code cursor} has now. */
    void arrived(Cursor cursor, Framed<FetchResponse> message, Credit credit) {
        FetchResponse answer = message.message();
        Range range = new Range(answer.getLogStartOffset(), answer.getHighWatermark());
        switch (answer.getEventCase()) {
            case FETCHED -> fetched(cursor, message.joined(), range, credit);
            case CAUGHT_UP -> tell(cursor, new Fetched.CaughtUp(range));
            case REFUSED -> refused(cursor, answer.getRefused(), range);
            case HEARTBEAT, EVENT_NOT_SET -> credit.giveBack(message.payloadBytes());
        }
    }

    private void fetched(Cursor cursor, ByteBuffer bytes, Range range, Credit credit) {
        FetchCheck.Verdict verdict = FetchCheck.of(bytes, cursor.start.offset());
        if (verdict.isSound()) {
            cursor.damaged = 0;
            cursor.start = Start.at(verdict.nextOffset());
            cursor.lastEpoch = Math.max(cursor.lastEpoch, verdict.lastEpoch());
            tell(cursor, new Fetched.Batches(bytes, range, credit));
            return;
        }
        credit.giveBack(bytes.remaining());
        cursor.stream.ifPresent(from -> from.remove(cursor));
        if (++cursor.damaged < DAMAGED_MAX) {
            // It may have been damaged on its way.
            later(cursor, 0);
        } else {
            long offset = cursor.start.offset();
            fail(cursor, new CorruptBatchException(cursor.partition, offset, verdict.fault()));
        }
    }

    private void refused(Cursor cursor, Refusal refusal, Range range) {
        switch (refusal.getReason()) {
            case REFUSAL_REASON_OFFSET_OUT_OF_RANGE ->
                    park(cursor, new Fetched.OutOfRange(cursor.start.offset(), range));
            case REFUSAL_REASON_INVALID_REQUEST ->
                    fail(cursor, new RefusedException(refusal.getReason(), refusal.getMessage()));
            // Another leader, or the same a little later; what lasts shows in the routes.
            default -> later(cursor, refusal.getRetryAfterMillis() * 1_000_000);
        }
    }

    void alarm(long atNanos) {
        alarm.at(atNanos);
    }

    ConsumerSettings settings() {
        return settings;
    }

    Lane lane() {
        return world.lane();
    }

    long nowNanos() {
        return world.clock().nanos();
    }

    Backoff backoff() {
        return new Backoff(settings.connection(), world.entropy());
    }
}
