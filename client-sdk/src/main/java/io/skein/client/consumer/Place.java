package io.skein.client.consumer;

import io.skein.client.SkeinException;
import io.skein.client.TopicPartition;
import io.skein.client.consumer.Fetched.Range;
import java.util.Optional;
import java.util.OptionalLong;

/** How far one assigned partition has been polled. Owned by the thread that polls. */
final class Place {
    private final TopicPartition partition;
    private long readId;
    private Start start;
    private boolean paused;
    private boolean caughtUp;
    private Optional<Range> range = Optional.empty();
    private Optional<SkeinException> failure = Optional.empty();

    Place(TopicPartition partition, Start start) {
        this.partition = partition;
        this.start = start;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Begins anew; what belongs to an earlier read is of no interest any more. */
    void startRead(long id, Start from) {
        readId = id;
        start = from;
        caughtUp = false;
        failure = Optional.empty();
    }

    long readId() {
        return readId;
    }

    Start start() {
        return start;
    }

    /** The next offset to be handed out; empty until it is known. */
    OptionalLong position() {
        boolean known = start.kind() == Start.Kind.AT;
        return known ? OptionalLong.of(start.offset()) : OptionalLong.empty();
    }

    void resolved(long offset) {
        start = Start.at(offset);
    }

    void advanceTo(long offset) {
        start = Start.at(offset);
        failure = Optional.empty();
    }

    void learned(Range now) {
        range = Optional.of(now);
        caughtUp = false;
    }

    Optional<Range> range() {
        return range;
    }

    void caughtUp() {
        caughtUp = true;
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean now) {
        paused = now;
    }

    void failed(SkeinException why) {
        failure = Optional.of(why);
    }

    Optional<SkeinException> failure() {
        return failure;
    }
}
