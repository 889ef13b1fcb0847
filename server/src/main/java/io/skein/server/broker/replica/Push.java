package io.skein.server.broker.replica;

import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.Why;
import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What a follower of one partition has been sent: batches as they are appended, older ones from the
 * files before, and never more than its disk may keep waiting. Owned by the partition's lane.
 */
final class Push {
    /** Most bytes on their way that the follower's disk has not confirmed; one batch always may. */
    static final int WINDOW_BYTES = 4 << 20;

    /** Most bytes in a message, but for a batch that is larger. */
    static final int MESSAGE_BYTES = 1 << 20;

    private static final long RETRY_NANOS = 20_000_000;

    private final long number;
    private final Copies copies;
    private final Follower via;
    private final ArrayDeque<OnItsWay> onTheirWay = new ArrayDeque<>();
    private long waitingBytes;

    /** Of a batch that there was no room for; 0 if it is not known. */
    private long nextBytes;

    private long sent;
    private Mark told = new Mark(-1, -1);
    private boolean isReading;
    private boolean isOver;

    private record OnItsWay(long next, int bytes) {}

    /**
     * @param sent the end of the follower's log
     */
    Push(long number, Copies copies, Follower via, long sent) {
        this.number = number;
        this.copies = copies;
        this.via = via;
        this.sent = sent;
    }

    long number() {
        return number;
    }

    int node() {
        return via.who().node();
    }

    /** Whether the same run of the same broker has asked for this after it asked for that. */
    boolean isAfter(Follower other, long otherNumber) {
        return via.who().equals(other.who()) && number > otherNumber;
    }

    /** There may be something to tell. */
    void due() {
        via.due(this);
    }

    /** Tells what there is, as far as it may. */
    void advance() {
        if (isOver || isReading) return;
        while (mayPush()) {
            int bytesMax = (int) Math.min(MESSAGE_BYTES, WINDOW_BYTES - waitingBytes);
            Optional<ReadResult.Batches> fresh = log().readTail(sent, log().end(), bytesMax);
            if (fresh.isEmpty()) {
                isReading = true;
                log().read(sent, log().end(), bytesMax, this::read);
                return;
            }
            if (fresh.get().batches().isEmpty()) break;
            push(fresh.get());
        }
        mark();
    }

    private Log log() {
        return copies.log();
    }

    private boolean mayPush() {
        return sent < log().end() && hasRoom(Math.max(1, nextBytes)) && via.isWritable();
    }

    private boolean hasRoom(long bytes) {
        return waitingBytes == 0 || waitingBytes + bytes <= WINDOW_BYTES;
    }

    private void read(ReadResult result) {
        isReading = false;
        if (isOver) {
            result.giveBack();
            return;
        }
        switch (result) {
            case ReadResult.Batches batches -> {
                push(batches);
                due();
            }
            case ReadResult.Overloaded() -> via.dueAfter(RETRY_NANOS, this);
            case ReadResult.OutOfRange _, ReadResult.Damaged _, ReadResult.Offline _ ->
                    turn(Why.UNREADABLE);
        }
    }

    /** The transport has made bytes of it when it has taken it, so the memory is free again. */
    private void push(ReadResult.Batches found) {
        int bytes = 0;
        for (ByteBuffer batch : found.batches()) bytes += batch.remaining();
        if (!hasRoom(bytes)) {
            // At least one batch is read: it waits until so much is confirmed, and is read again.
            nextBytes = bytes;
        } else if (bytes > 0) {
            Mark mark = copies.mark();
            via.send(new ReplicaMessage.Pushed(number, mark, found.batches()));
            told = mark;
            sent = found.next();
            nextBytes = 0;
            waitingBytes += bytes;
            onTheirWay.addLast(new OnItsWay(sent, bytes));
            copies.pushed(bytes);
        }
        found.lease().giveBack();
    }

    private void mark() {
        Mark now = copies.mark();
        if (told.equals(now)) return;
        told = now;
        via.mark(number, now);
    }

    /** False if that cannot be: nobody has what it was not sent. */
    boolean confirmed(long durable) {
        if (durable > sent) return false;
        while (!onTheirWay.isEmpty() && onTheirWay.getFirst().next() <= durable) {
            waitingBytes -= onTheirWay.removeFirst().bytes();
        }
        if (sent < log().end()) due();
        copies.confirmed(this, durable);
        return true;
    }

    /** The follower has left, or is not heard any more. */
    void detached() {
        copies.detached(this);
    }

    /** The follower has to attach anew. */
    void turn(Why why) {
        if (isOver) return;
        via.turn(number, why);
        detached();
    }

    /** Nothing more is said. */
    void end() {
        isOver = true;
        via.ends(this);
    }
}
