package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.EntriesMessage;
import io.skein.protocol.internal.v1.FetchAskedMessage;
import io.skein.protocol.internal.v1.LogPointMessage;
import io.skein.protocol.internal.v1.QuorumMessage;
import io.skein.protocol.internal.v1.SnapshotAskedMessage;
import io.skein.protocol.internal.v1.SnapshotPieceMessage;
import io.skein.protocol.internal.v1.VoteAskedMessage;
import io.skein.protocol.internal.v1.VoteRefusedMessage;
import io.skein.protocol.internal.v1.VoterIdMessage;
import io.skein.protocol.internal.v1.VoterMessage;
import io.skein.raft.SnapshotFormat;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The quorum's messages from what another node has sent, which may be anything: each field is
 * checked before a value is made of it, and nothing is allocated by a size that is only claimed.
 */
final class QuorumDecoding {

    private QuorumDecoding() {}

    static Message of(QuorumMessage in) throws Nonsense {
        return switch (in.getContentCase()) {
            case VOTE_ASKED -> voteAsked(in.getVoteAsked());
            case VOTE_REFUSED -> voteRefused(in.getVoteRefused());
            case VOTE_GRANTED ->
                    new Message.VoteGranted(
                            wonEpoch(in.getVoteGranted().getEpoch()),
                            voter(in.getVoteGranted().getVoter()));
            case PRE_VOTE_ASKED ->
                    new Message.PreVoteAsked(
                            epoch(in.getPreVoteAsked().getEpoch()),
                            voter(in.getPreVoteAsked().getCandidate()),
                            point(in.getPreVoteAsked().getEnd()),
                            nodes(in.getPreVoteAsked().getFounderNodeIdsList()));
            case PRE_VOTE_GRANTED ->
                    new Message.PreVoteGranted(
                            epoch(in.getPreVoteGranted().getEpoch()),
                            voter(in.getPreVoteGranted().getVoter()));
            case EPOCH_BEGUN ->
                    new Message.EpochBegun(
                            wonEpoch(in.getEpochBegun().getEpoch()),
                            voter(in.getEpochBegun().getLeader()));
            case EPOCH_ENDED ->
                    new Message.EpochEnded(
                            wonEpoch(in.getEpochEnded().getEpoch()),
                            voter(in.getEpochEnded().getLeader()),
                            voters(in.getEpochEnded().getSuccessorsList()));
            case FETCH_ASKED -> fetchAsked(in.getFetchAsked());
            case ENTRIES -> entries(in.getEntries());
            case DIVERGED ->
                    new Message.Diverged(
                            wonEpoch(in.getDiverged().getEpoch()),
                            point(in.getDiverged().getAsked()),
                            point(in.getDiverged().getLast()));
            case SNAPSHOT_OFFERED ->
                    new Message.SnapshotOffered(
                            wonEpoch(in.getSnapshotOffered().getEpoch()),
                            point(in.getSnapshotOffered().getAsked()),
                            snapshotPoint(in.getSnapshotOffered().getAt()));
            case LEADER_ASKED ->
                    new Message.LeaderAsked(
                            epoch(in.getLeaderAsked().getEpoch()),
                            voter(in.getLeaderAsked().getMember()));
            case LEADER_TOLD ->
                    new Message.LeaderTold(
                            epoch(in.getLeaderTold().getEpoch()),
                            in.getLeaderTold().hasLeader()
                                    ? Optional.of(voter(in.getLeaderTold().getLeader()))
                                    : Optional.empty());
            case SNAPSHOT_ASKED -> snapshotAsked(in.getSnapshotAsked());
            case SNAPSHOT_PIECE -> snapshotPiece(in.getSnapshotPiece());
            case CONTENT_NOT_SET -> throw new Nonsense("says nothing");
        };
    }

    private static Message voteAsked(VoteAskedMessage in) throws Nonsense {
        List<VoterId> founders = voters(in.getFoundersList());
        for (int i = 1; i < founders.size(); i++) {
            that(founders.get(i - 1).nodeId() < founders.get(i).nodeId(), "founders in order");
        }
        return new Message.VoteAsked(
                wonEpoch(in.getEpoch()),
                voter(in.getCandidateNodeId(), in.getCandidateDirectoryId()),
                voter(in.getVoter()),
                point(in.getEndOffset(), in.getEndEpoch()),
                founders);
    }

    private static Message voteRefused(VoteRefusedMessage in) throws Nonsense {
        return new Message.VoteRefused(
                epoch(in.getEpoch()),
                voter(in.getVoter()),
                in.hasLeader() ? Optional.of(voter(in.getLeader())) : Optional.empty(),
                in.getKnowsCluster());
    }

    private static Message fetchAsked(FetchAskedMessage in) throws Nonsense {
        LogPoint end = point(in.getEnd());
        LogPoint durable = point(in.getDurable());
        that(durable.next() <= end.next(), "no disk is ahead of its log");
        that(in.getBytesMax() >= 0, "bytes are counted from zero");
        return new Message.FetchAsked(
                epoch(in.getEpoch()),
                voter(in.getMember()),
                end,
                durable,
                count(in.getCommittedBefore()),
                count(in.getRound()),
                in.getBytesMax());
    }

    private static Message entries(EntriesMessage in) throws Nonsense {
        int epoch = wonEpoch(in.getEpoch());
        LogPoint after = point(in.getAfter());
        List<Batch> batches = RaftBatches.decode(ByteBuffer.wrap(in.getBatches().toByteArray()));
        if (!batches.isEmpty()) {
            RaftBatches.follow(after, batches.getFirst());
            that(batches.getLast().epoch() <= epoch, "nobody writes in a later epoch");
        }
        return new Message.Entries(
                epoch, after, batches, count(in.getCommittedBefore()), count(in.getRound()));
    }

    private static Message snapshotAsked(SnapshotAskedMessage in) throws Nonsense {
        return new Message.SnapshotAsked(
                epoch(in.getEpoch()),
                voter(in.getMember()),
                snapshotPoint(in.getAt()),
                count(in.getPosition()));
    }

    private static Message snapshotPiece(SnapshotPieceMessage in) throws Nonsense {
        long position = count(in.getPosition());
        long total = in.getTotal();
        that(total > 0 && total <= SnapshotFormat.BYTES_MAX, "a snapshot has so many bytes");
        that(position <= total - in.getBytes().size(), "nothing lies behind the total");
        return new Message.SnapshotPiece(
                wonEpoch(in.getEpoch()),
                snapshotPoint(in.getAt()),
                position,
                total,
                in.getBytes().asReadOnlyByteBuffer());
    }

    private static int epoch(int epoch) throws Nonsense {
        that(epoch >= 0, "epochs are not negative");
        return epoch;
    }

    /** One that somebody has led, or wants to. */
    private static int wonEpoch(int epoch) throws Nonsense {
        that(epoch > 0, "the first epoch is one");
        return epoch;
    }

    private static long count(long count) throws Nonsense {
        that(count >= 0, "it is counted from zero");
        return count;
    }

    private static LogPoint point(LogPointMessage in) throws Nonsense {
        return point(in.getOffset(), in.getEpoch());
    }

    private static LogPoint point(long offset, int epoch) throws Nonsense {
        that(offset >= 0 && epoch >= 0, "offsets and epochs are not negative");
        that((offset == 0) == (epoch == 0), "only the start lies behind no entry");
        return new LogPoint(offset, epoch);
    }

    private static LogPoint snapshotPoint(LogPointMessage in) throws Nonsense {
        LogPoint at = point(in);
        that(at.next() > 0, "a snapshot holds something");
        return at;
    }

    private static List<VoterId> voters(List<VoterIdMessage> in) throws Nonsense {
        that(in.size() <= VoterSet.VOTERS_MAX, "a cluster has so many voters");
        List<VoterId> voters = new ArrayList<>(in.size());
        for (VoterIdMessage each : in) voters.add(voter(each));
        return voters;
    }

    private static List<Integer> nodes(List<Integer> in) throws Nonsense {
        that(in.size() <= VoterSet.VOTERS_MAX, "a cluster has so many voters");
        for (int each : in) that(each >= 0, "node ids are not negative");
        return in;
    }

    private static Voter voter(VoterMessage in) throws Nonsense {
        that(in.getAddressBytes().size() <= Voter.ADDRESS_BYTES_MAX, "addresses are short");
        return new Voter(voter(in.getId()), in.getAddress());
    }

    private static VoterId voter(VoterIdMessage in) throws Nonsense {
        return voter(in.getNodeId(), in.getDirectoryId());
    }

    private static VoterId voter(int nodeId, ByteString directoryId) throws Nonsense {
        that(nodeId >= 0, "node ids are not negative");
        Optional<Uuid> directory = Wire.uuid(directoryId).filter(id -> !id.equals(Uuid.ZERO));
        return new VoterId(nodeId, directory.orElseThrow(() -> new Nonsense("no directory")));
    }

    private static void that(boolean makesSense, String what) throws Nonsense {
        if (!makesSense) throw new Nonsense(what);
    }
}
