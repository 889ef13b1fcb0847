package io.skein.server.replication;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a broker that follows partitions and one that leads them say to each other, on one
 * connection. All that is said of a partition carries the number of the attach that it belongs to:
 * numbers are never used again, so what is late is known by it and dropped.
 */
public sealed interface ReplicaMessage {
    /** Who follows on this connection: the first message. */
    record Follower(int node, Uuid run) implements ReplicaMessage {}

    /**
     * The follower's log of this partition ends there and wants to be continued; replaces all that
     * the leader knew of this follower.
     *
     * @param durable its disk has everything before this
     * @param copy which one of the node's copies it is, by when it came
     */
    record Attach(
            PartitionId partition,
            long number,
            int leaderEpoch,
            Lineage.Position at,
            long durable,
            int copy)
            implements ReplicaMessage {
        /** Of a copy that is there from the partition's beginning. */
        public Attach(
                PartitionId partition,
                long number,
                int leaderEpoch,
                Lineage.Position at,
                long durable) {
            this(partition, number, leaderEpoch, at, durable, 0);
        }
    }

    /** The follower does not follow that partition here any more. */
    record Detach(long number) implements ReplicaMessage {}

    /** The follower's disk has that much. */
    record Confirmed(List<Progress> each) implements ReplicaMessage {
        public Confirmed {
            each = List.copyOf(each);
        }
    }

    /** One of them: everything before {@code durable}. */
    record Progress(long number, long durable) {}

    /** What the leader makes of an attach. */
    record Judged(long number, Lineage.Verdict verdict) implements ReplicaMessage {}

    /** The leader cannot serve the attach, now or at all; it is over. */
    record Turned(long number, Why why) implements ReplicaMessage {}

    /** Why an attach is over. */
    enum Why {
        /** This broker does not lead it, or not in that epoch, as far as it knows. */
        NOT_LEADER,
        /** That broker holds no copy of it, as far as this one knows. */
        NO_REPLICA,
        /** What is wanted cannot be read now. */
        UNREADABLE,
        /** Another attach of the same broker has come. */
        REPLACED
    }

    /**
     * What the log goes on with: whole batches, the first of which begins where the follower's log
     * ends.
     */
    record Pushed(long number, Mark mark, List<ByteBuffer> batches) implements ReplicaMessage {
        public Pushed {
            batches = List.copyOf(batches);
        }
    }

    /** Marks have moved, and there is nothing to push. */
    record Marked(List<MarkOf> each) implements ReplicaMessage {
        public Marked {
            each = List.copyOf(each);
        }
    }

    /** One of them. */
    record MarkOf(long number, Mark mark) {}

    /**
     * How far the leader has come.
     *
     * @param agreed the high watermark
     * @param logStart the first offset that it keeps
     */
    record Mark(long agreed, long logStart) {}

    /** Nothing else was said for a while. */
    record Beat() implements ReplicaMessage {}
}
