package io.skein.server.door;

import java.util.List;
import java.util.OptionalLong;

/** What the metadata answers about the restart of one node. */
public sealed interface RestartReply extends AdminReply {
    /**
     * How far a node is from leading nothing.
     *
     * @param stopping whether it is marked as about to stop
     * @param remaining how many partitions that it leads others are about to take over
     * @param waiting how many it leads until others have caught up
     * @param stuck how many it leads because nobody else can
     * @param kept some of those that wait or are stuck
     */
    record Drained(boolean stopping, int remaining, int waiting, int stuck, List<KeptLead> kept)
            implements RestartReply {
        public Drained {
            kept = List.copyOf(kept);
        }

        /** Whether nothing is left that could be handed over, now or by waiting. */
        public boolean isDone() {
            return remaining == 0 && waiting == 0;
        }
    }

    /** A partition that a stopping node still leads, and why. */
    record KeptLead(String topic, int partition, Kept reason) {}

    /** Why nobody else leads it. */
    enum Kept {
        /** Nobody else holds it. */
        ONLY_COPY,
        /** All others that do are about to stop, or fenced. */
        OTHERS_AWAY,
        /** Others are there, but are not in sync, or have their log not open yet. */
        OTHERS_BEHIND
    }

    /**
     * What would become of the cluster if a node stopped now, and with it all that are stopping.
     *
     * @param atRisk how many partitions would have too few in sync, or no leader
     * @param unavoidable how many of them would, however long one waits
     * @param partitions some of them
     * @param waitsFor the nodes that have to be in sync again first
     * @param retryAfterMillis 0 if it can stop, and where waiting does not help
     */
    record StopJudged(
            int atRisk,
            int unavoidable,
            List<AtRisk> partitions,
            QuorumLeft quorum,
            List<Integer> waitsFor,
            long retryAfterMillis)
            implements RestartReply {
        public StopJudged {
            partitions = List.copyOf(partitions);
            waitsFor = List.copyOf(waitsFor);
        }

        /** Whether nothing would be the worse for it. */
        public boolean canStop() {
            return atRisk == 0 && quorum.isSafe();
        }
    }

    /**
     * A partition that would be the worse for it.
     *
     * @param left who would be left in sync
     * @param needed how many it takes
     * @param leaderless whether nobody could lead it
     * @param unavoidable whether waiting cannot help: as many have to agree as hold it
     */
    record AtRisk(
            String topic,
            int partition,
            List<Integer> left,
            int needed,
            boolean leaderless,
            boolean unavoidable) {
        public AtRisk {
            left = List.copyOf(left);
        }
    }

    /**
     * What would be left of the metadata quorum.
     *
     * @param left how many of the voters are heard, are not stopping, and are not the node itself
     * @param needed how many it takes
     */
    record QuorumLeft(int voters, int left, int needed) {
        /** Whether it could go on. */
        public boolean isSafe() {
            return left >= needed;
        }
    }

    /**
     * Whether a node is all that it was before it was away.
     *
     * @param fenced whether it is trusted with nothing
     * @param stopping whether it is about to stop
     * @param replicas how many it holds
     * @param behind how many of them are not open, or not in sync
     * @param partitions some of them
     * @param metadataLag how many offsets of the metadata log it lacks; empty if it was not heard
     */
    record CatchUpJudged(
            boolean caughtUp,
            boolean fenced,
            boolean stopping,
            int replicas,
            int behind,
            List<Behind> partitions,
            OptionalLong metadataLag)
            implements RestartReply {
        public CatchUpJudged {
            partitions = List.copyOf(partitions);
        }
    }

    /** A replica that is not what it should be. */
    record Behind(String topic, int partition, Lack lack) {}

    /** What a replica lacks. */
    enum Lack {
        /** Its log is not open, as far as the controller was told. */
        NOT_OPEN,
        /** It has not caught up with the leader. */
        NOT_IN_SYNC,
        /** Nobody leads the partition, so there is nobody to catch up with. */
        NO_LEADER
    }
}
