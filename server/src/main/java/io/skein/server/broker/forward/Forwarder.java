package io.skein.server.broker.forward;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.broker.forward.ForwardMessage.Beat;
import io.skein.server.broker.forward.ForwardMessage.RunOver;
import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.broker.forward.ForwardMessage.Welcome;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import java.util.ArrayDeque;
import java.util.TreeMap;

/**
 * A connection on which a broker passes on what its clients ask. Batches for readers leave only as
 * fast as the other side takes them: what a read has brought too early is let go, and read again
 * later. Owned by the lane.
 */
final class Forwarder implements Handler<ForwardMessage> {
    /** Largest read. */
    static final int READ_BYTES_MAX = 4 << 20;

    /** Longest wait for something to read. */
    static final long WAIT_NANOS_MAX = 30_000_000_000L;

    private final Forwarders forwarders;
    private final Connection<ForwardMessage> connection;
    private final Window window = new Window();
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final ArrayDeque<Wanted> early = new ArrayDeque<>();
    private long lastId;
    private boolean isReading;

    /** The appends of one sender, as far as they come this way. */
    private static final class Run {
        final AppendRun appends = new AppendRun();
        int unanswered;
    }

    /** A read that is to be answered. */
    private record Wanted(long id, PartitionId partition, Read read, Window.Load load) {
        /** The same without the wait, which is over. */
        Wanted now() {
            return new Wanted(id, partition, read.within(read.bytesMax(), 0), load);
        }
    }

    Forwarder(Forwarders forwarders, Connection<ForwardMessage> connection) {
        this.forwarders = forwarders;
        this.connection = connection;
    }

    @Override
    public void onMessage(ForwardMessage message) {
        boolean makesSense =
                switch (message) {
                    case Asked asked -> take(asked);
                    case RunOver(long run) -> runs.remove(run) != null;
                    case Beat beat -> connection.send(beat);
                    case Welcome _, Told _ -> false;
                };
        if (!makesSense) connection.close();
    }

    private boolean take(Asked asked) {
        Window.Load load = Window.Load.of(asked.request());
        boolean isAppend = asked.request() instanceof Append;
        boolean makesSense =
                asked.id() > lastId && isAppend == asked.run() > 0 && window.admits(load);
        if (!makesSense || runs.size() > Window.PROMPT_MAX) return false;
        lastId = asked.id();
        window.enter(load);
        PartitionId partition = asked.partition();
        switch (asked.request()) {
            case Append append -> append(asked, append);
            case Read read -> read(new Wanted(asked.id(), partition, bounded(read), load));
            case Bounds bounds -> ask(asked, bounds);
            case OffsetForTime time -> ask(asked, time);
            case DeleteRecords delete -> ask(asked, delete);
        }
        return true;
    }

    private <R extends PartitionReply> void ask(Asked asked, PartitionRequest<R> request) {
        Window.Load load = Window.Load.of(request);
        forwarders.here().ask(asked.partition(), request, answer -> tell(asked.id(), load, answer));
    }

    private void append(Asked asked, Append append) {
        Run run = runs.computeIfAbsent(asked.run(), _ -> new Run());
        run.unanswered++;
        Window.Load load = Window.Load.of(append);
        forwarders
                .here()
                .ask(
                        asked.partition(),
                        new Append(append.batch(), append.acks(), run.appends),
                        run.appends.listening(answer -> {
                            // A broken one is remembered until the other side knows it too.
                            boolean isOver = --run.unanswered == 0 && !run.appends.isBroken();
                            if (isOver) runs.remove(asked.run(), run);
                            tell(asked.id(), load, answer);
                        }));
    }

    private static Read bounded(Read read) {
        return read.within(
                Math.min(read.bytesMax(), READ_BYTES_MAX),
                Math.min(read.waitNanos(), WAIT_NANOS_MAX));
    }

    private void read(Wanted wanted) {
        forwarders.here().ask(wanted.partition(), wanted.read(), answer -> onRead(wanted, answer));
    }

    private void onRead(Wanted wanted, Answer<Batches> answer) {
        switch (answer) {
            case Answer.Done<Batches>(Batches read) -> {
                boolean isEarly = !read.batches().isEmpty() && !connection.writable();
                if (isEarly) early.add(wanted.now());
                else tell(wanted.id(), wanted.load(), answer);
                // Told means made bytes of: the memory is free again.
                read.giveBack().run();
            }
            case Answer.Refused<Batches> _ -> tell(wanted.id(), wanted.load(), answer);
        }
    }

    /** One at a time: what a read brings is held by nobody while others are under way. */
    private void readEarly() {
        if (isReading || early.isEmpty() || !connection.writable()) return;
        isReading = true;
        Wanted next = early.remove();
        forwarders
                .here()
                .ask(
                        next.partition(),
                        next.read(),
                        answer -> {
                            isReading = false;
                            onRead(next, answer);
                            forwarders.lane().answer(this::readEarly);
                        });
    }

    private <R extends PartitionReply> void tell(long id, Window.Load load, Answer<R> answer) {
        window.leave(load);
        connection.send(new Told(id, answer.map(reply -> reply)));
    }

    @Override
    public void onWritable() {
        readEarly();
    }

    @Override
    public void onClosed(String reason) {
        early.clear();
        forwarders.gone();
    }
}
