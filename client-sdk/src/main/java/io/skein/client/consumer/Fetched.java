package io.skein.client.consumer;

import io.skein.client.SkeinException;
import io.skein.client.TopicPartition;
import java.nio.ByteBuffer;

/**
 * Something that the lane hands to the polling thread.
 *
 * @param readId of the read it belongs to: what belongs to an earlier one is dropped
 */
record Fetched(TopicPartition partition, long readId, Event event) {
    /** What it is. */
    sealed interface Event {
        /** Lets {@code core} do what follows from it. */
        void reach(ConsumerCore core, Place place);

        /** Gives back what it holds, unread. */
        default void drop() {}

        /** True for news that need not wait until all that came before is read. */
        default boolean isUrgent() {
            return false;
        }
    }

    /**
     * Checked batches, back to back.
     *
     * @param credit where the bytes are given back to
     */
    record Batches(ByteBuffer bytes, Range range, Credit credit) implements Event {
        @Override
        public void reach(ConsumerCore core, Place place) {
            place.learned(range);
            core.read(place, this);
        }

        @Override
        public void drop() {
            credit.giveBack(bytes.remaining());
        }
    }

    /** Everything up to the end has been sent. */
    record CaughtUp(Range range) implements Event {
        @Override
        public void reach(ConsumerCore core, Place place) {
            place.learned(range);
            place.caughtUp();
        }
    }

    /** A start was found to be this offset. */
    record Resolved(long offset) implements Event {
        @Override
        public void reach(ConsumerCore core, Place place) {
            place.resolved(offset);
        }

        @Override
        public boolean isUrgent() {
            return true;
        }
    }

    /** The partition does not hold the offset. */
    record OutOfRange(long offset, Range range) implements Event {
        @Override
        public void reach(ConsumerCore core, Place place) {
            place.learned(range);
            core.reset(place, offset, range);
        }
    }

    /** It cannot be read, for a reason that only the user can do something about. */
    record Failed(SkeinException why) implements Event {
        @Override
        public void reach(ConsumerCore core, Place place) {
            place.failed(why);
        }
    }

    /**
     * What can be read of a partition.
     *
     * @param start the first offset that is kept
     * @param end the offset after the last
     */
    record Range(long start, long end) {}
}
