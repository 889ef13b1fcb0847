package io.skein.client.producer;

import io.skein.client.ClosedException;
import io.skein.client.route.Alarm;
import io.skein.client.route.Backoff;
import io.skein.client.route.Routes;
import io.skein.client.route.Routes.Topic;
import io.skein.client.route.Session;
import io.skein.client.wire.ClientWorld;
import io.skein.foundation.world.Lane;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The producer without the waiting: records are offered, taken or not, and heard of by callback.
 * All state is the lane's but for the queues; {@link #offer} is for any thread, everything else for
 * the lane. Much may happen in a turn; what is to be sent is looked for once, at its end.
 */
public final class ProducerCore {
    private final ClientWorld world;
    private final ProducerSettings settings;
    private final Session session;
    private final MemoryBudget memory;
    private final ToldLimits limits;
    private final Runnable room;
    private final Map<String, TopicQueues> topics = new ConcurrentSkipListMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<PartitionQueue> fresh = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Set<PartitionSender> active = new LinkedHashSet<>();
    private final Map<PartitionQueue, PartitionSender> senders = new ConcurrentHashMap<>();
    private final Map<Integer, ProduceStream> streams = new TreeMap<>();
    private final Alarm alarm;
    private boolean touched;
    private boolean isIdleRound;
    private volatile boolean closed;

    /**
     * @param room runs on the lane when an offer that was put off may be repeated with more luck
     */
    public ProducerCore(ClientWorld world, ProducerSettings settings, Runnable room) {
        this.world = world;
        this.settings = settings;
        this.room = room;
        this.session = new Session(world, settings.connection());
        this.memory = new MemoryBudget(settings.bufferBytesMax());
        this.limits = new ToldLimits(settings);
        this.alarm = new Alarm(world, this::touch);
    }

    /** Begins to connect. Once, on the lane, before anything else but offers. */
    public void start() {
        world.lane().onTurnEnd(this::endTurn);
        session.onChange(this::routesChanged);
        session.start();
    }

    /** Takes a record if it can be taken now. Any thread; {@code partition} as the user gave it. */
    public Offered offer(String topic, OptionalInt partition, Outgoing record) {
        if (closed) return Offered.CLOSED;
        long sizeBytes = record.sizeBytes();
        if (sizeBytes > limits.recordBytesMax()) return Offered.TOO_LARGE;
        TopicQueues queues = topics.get(topic);
        if (queues == null) return askFor(topic);
        if (!memory.take(sizeBytes)) return Offered.FULL;
        Offered offered = append(queues, partition, record, sizeBytes);
        if (offered != Offered.TAKEN) memory.giveBack(sizeBytes);
        return offered;
    }

    private Offered append(
            TopicQueues queues, OptionalInt partition, Outgoing record, long sizeBytes) {
        Optional<PartitionQueue> chosen = queues.choose(partition, record);
        if (chosen.isEmpty()) return Offered.PARTITION_MISSING;
        PartitionQueue queue = chosen.get();
        switch (queue.append(record, sizeBytes, nowNanos())) {
            case CLOSED -> {
                return Offered.CLOSED;
            }
            case LOOK -> {
                if (queue.enlist()) fresh.add(queue);
                ring();
            }
            case QUIETLY -> {}
        }
        return Offered.TAKEN;
    }

    private Offered askFor(String topic) {
        if (session.routes().isMissing(topic)) return Offered.TOPIC_MISSING;
        // Refused only when the lane is stopped or full; the next offer asks again.
        if (asked.add(topic) && !world.lane().post(() -> session.watch(topic))) asked.remove(topic);
        return Offered.TOPIC_NOT_KNOWN_YET;
    }

    /** One task in the mailbox, however many threads have something for the lane. */
    private void ring() {
        if (rung.compareAndSet(false, true)) world.lane().answer(this::hear);
    }

    private void hear() {
        rung.set(false);
        touch();
    }

    private void routesChanged() {
        session.server().ifPresent(limits::hear);
        Routes routes = session.routes();
        for (Topic topic : routes.topics().values()) {
            TopicQueues known = topics.get(topic.name());
            if (known == null) {
                long start = world.entropy().below(Math.max(1, topic.leaders().size()));
                topics.put(topic.name(), new TopicQueues(topic, settings, limits, start));
            } else {
                known.update(topic);
            }
        }
        touch();
        room.run();
    }

    /** There may be something to send: looks once the turn ends. */
    void touch() {
        touched = true;
    }

    /** As {@link #touch}, at that time. */
    void alarm(long atNanos) {
        alarm.at(atNanos);
    }

    private void endTurn() {
        if (!touched) return;
        touched = false;
        for (PartitionQueue queue = fresh.poll(); queue != null; queue = fresh.poll()) {
            active.add(sender(queue));
        }
        long nowNanos = nowNanos();
        isIdleRound = streams.values().stream().allMatch(ProduceStream::isIdle);
        // In rounds of one batch each, so that no partition keeps the others from a stream.
        boolean sent = true;
        for (boolean first = true; sent; first = false) {
            sent = false;
            for (PartitionSender sender : active) {
                if (first) sender.expire(nowNanos);
                sent |= sender.advance(nowNanos);
            }
        }
        retireIdle();
    }

    private void retireIdle() {
        Iterator<PartitionSender> each = active.iterator();
        while (each.hasNext()) {
            PartitionSender sender = each.next();
            if (sender.isIdle() && sender.queue().retire()) each.remove();
        }
    }

    private PartitionSender sender(PartitionQueue queue) {
        return senders.computeIfAbsent(queue, of -> new PartitionSender(of, this));
    }

    /**
     * Sends everything that was taken before without waiting for more; {@code then} runs when all
     * of it has an outcome.
     */
    public void flush(Runnable then) {
        int[] open = {1};
        Runnable settled =
                () -> {
                    if (--open[0] == 0) then.run();
                };
        for (PartitionQueue queue = fresh.poll(); queue != null; queue = fresh.poll()) {
            active.add(sender(queue));
        }
        for (PartitionSender sender : active) {
            for (PendingBatch batch : sender.unsettled()) {
                open[0]++;
                batch.onSettled(settled);
            }
        }
        touch();
        settled.run();
    }

    /**
     * Takes no more, sends what it has for at most {@code nanosMax}, fails the rest, and then runs
     * {@code then}: every record taken has had its outcome by then. Once.
     */
    public void close(long nanosMax, Runnable then) {
        closed = true;
        room.run();
        boolean[] done = {false};
        Runnable finish =
                () -> {
                    if (done[0]) return;
                    done[0] = true;
                    end();
                    then.run();
                };
        world.lane().after(nanosMax, finish);
        flush(() -> world.lane().after(0, finish));
    }

    private void end() {
        ClosedException why = new ClosedException("the producer was closed before it was sent");
        for (PartitionQueue queue : allQueues()) sender(queue).close(why);
        streams.values().forEach(ProduceStream::close);
        session.close();
        alarm.stop();
    }

    /**
     * A bug of ours came to light and the lane has stopped: everything taken becomes unknown.
     * Called in place of the lane, by its host.
     */
    public void breakDown(Throwable bug) {
        closed = true;
        String why = "the producer broke: " + bug;
        for (PartitionQueue queue : allQueues()) sender(queue).breakDown(why);
        room.run();
        session.close();
    }

    private List<PartitionQueue> allQueues() {
        List<PartitionQueue> all = new ArrayList<>();
        topics.values().forEach(topic -> all.addAll(topic.all()));
        return all;
    }

    /** Where clients of this core look for routes and links. */
    public Session session() {
        return session;
    }

    /** Bytes of records that have no outcome yet. Any thread. */
    public long bufferedBytes() {
        return memory.usedBytes();
    }

    ProducerSettings settings() {
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

    ProduceStream streamTo(int node) {
        return streams.computeIfAbsent(node, number -> new ProduceStream(number, this));
    }

    /**
     * Whether nothing was under way when this round of sending began: then no batch need wait for
     * more records. To any node, or a busy producer would send each record by itself to whichever
     * node has just answered.
     */
    boolean isIdleRound() {
        return isIdleRound;
    }

    ToldLimits limits() {
        return limits;
    }

    /** Why nothing can be sent to that partition now, for people. */
    String trouble(PartitionQueue queue) {
        String topic = queue.partition().topic();
        if (session.server().isEmpty()) return session.notConnected();
        if (session.routes().isMissing(topic)) return "there is no topic '" + topic + "' any more";
        return "its leader could not be reached, or was too slow";
    }

    void release(PendingBatch batch) {
        memory.giveBack(batch.reservedBytes());
        room.run();
    }
}
