package io.skein.raft.core;

import io.skein.raft.core.VoterSet.Voter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What members say to each other. Every message tells the epoch of its sender, except that a
 * pre-vote and its grant only name the epoch they are about. Messages may be lost, doubled, late
 * and out of order; whoever hears one checks that it still fits.
 */
public sealed interface Message {
    int epoch();

    /**
     * Would vote for it if {@code candidate}, whose log ends at {@code end}, asked? Neither side
     * promises anything (Raft thesis §9.6). While its log is empty it names all {@code founders} of
     * the cluster by their nodes, in order: who has been told of others could never found with it.
     */
    record PreVoteAsked(int epoch, VoterId candidate, LogPoint end, List<Integer> founders)
            implements Message {
        public PreVoteAsked {
            founders = List.copyOf(founders);
        }
    }

    /** {@code voter} would. */
    record PreVoteGranted(int epoch, VoterId voter) implements Message {}

    /**
     * The candidate asks {@code voter}, and no other directory of that node, for its vote. While
     * its log is empty it names all {@code founders} of the cluster, its own self among them.
     */
    record VoteAsked(
            int epoch, VoterId candidate, VoterId voter, LogPoint end, List<VoterId> founders)
            implements Message {
        public VoteAsked {
            founders = List.copyOf(founders);
        }
    }

    /** {@code voter} has voted for the one that hears it, durably. */
    record VoteGranted(int epoch, VoterId voter) implements Message {}

    /**
     * Asked in vain for a vote or a pre-vote; {@code epoch} is the one of the refuser, durable
     * there, {@code leader} whom it follows in it.
     *
     * @param knowsCluster whether the refuser knows that a cluster exists
     */
    record VoteRefused(int epoch, VoterId voter, Optional<Voter> leader, boolean knowsCluster)
            implements Message {}

    /** {@code leader} leads the epoch from now on: followers pull, and must be told whom from. */
    record EpochBegun(int epoch, Voter leader) implements Message {}

    /** {@code leader} leads no more; whoever stands first is asked to go on at once. */
    record EpochEnded(int epoch, VoterId leader, List<VoterId> successors) implements Message {
        public EpochEnded {
            successors = List.copyOf(successors);
        }
    }

    /**
     * Asks the leader for what follows {@code end}, or for news of commits; and tells how far the
     * asker has come, which is how entries are acknowledged. Its bounds are checked by the leader
     * against its own log before they count.
     *
     * @param end of the asker's log, written
     * @param durable what its disk holds for certain
     * @param committedBefore what it knows to be agreed
     * @param round the last that a leader's answer has named to it
     * @param bytesMax how much it takes now; none while its disk is behind
     */
    record FetchAsked(
            int epoch,
            Voter member,
            LogPoint end,
            LogPoint durable,
            long committedBefore,
            long round,
            int bytesMax)
            implements Message {}

    /**
     * What follows {@code after} in the leader's log, if anything; all before {@code
     * committedBefore} is agreed.
     */
    record Entries(int epoch, LogPoint after, List<Batch> batches, long committedBefore, long round)
            implements Message {
        public Entries {
            batches = List.copyOf(batches);
        }

        /** The same with these batches. */
        public Entries with(List<Batch> found) {
            return new Entries(epoch, after, found, committedBefore, round);
        }
    }

    /**
     * The leader's log does not hold {@code asked}; {@code last} is the end of its largest epoch
     * not above the asked one.
     */
    record Diverged(int epoch, LogPoint asked, LogPoint last) implements Message {}

    /** The leader no longer has what follows {@code asked}; its snapshot at {@code at} does. */
    record SnapshotOffered(int epoch, LogPoint asked, LogPoint at) implements Message {}

    /** Asks anybody who leads. */
    record LeaderAsked(int epoch, VoterId member) implements Message {}

    /** {@code leader} is whom the one that was asked follows, if anybody, or that one itself. */
    record LeaderTold(int epoch, Optional<Voter> leader) implements Message {}

    /** Asks for bytes of a snapshot from {@code position} on. */
    record SnapshotAsked(int epoch, Voter member, LogPoint at, long position) implements Message {}

    /** Bytes of a snapshot that has {@code total} of them. */
    record SnapshotPiece(int epoch, LogPoint at, long position, long total, ByteBuffer bytes)
            implements Message {}
}
