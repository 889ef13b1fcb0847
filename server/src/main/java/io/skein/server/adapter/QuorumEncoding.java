package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.DivergedMessage;
import io.skein.protocol.internal.v1.EntriesMessage;
import io.skein.protocol.internal.v1.EpochBegunMessage;
import io.skein.protocol.internal.v1.EpochEndedMessage;
import io.skein.protocol.internal.v1.FetchAskedMessage;
import io.skein.protocol.internal.v1.LeaderAskedMessage;
import io.skein.protocol.internal.v1.LeaderToldMessage;
import io.skein.protocol.internal.v1.LogPointMessage;
import io.skein.protocol.internal.v1.PreVoteAskedMessage;
import io.skein.protocol.internal.v1.PreVoteGrantedMessage;
import io.skein.protocol.internal.v1.QuorumMessage;
import io.skein.protocol.internal.v1.SnapshotAskedMessage;
import io.skein.protocol.internal.v1.SnapshotOfferedMessage;
import io.skein.protocol.internal.v1.SnapshotPieceMessage;
import io.skein.protocol.internal.v1.VoteAskedMessage;
import io.skein.protocol.internal.v1.VoteGrantedMessage;
import io.skein.protocol.internal.v1.VoteRefusedMessage;
import io.skein.protocol.internal.v1.VoterIdMessage;
import io.skein.protocol.internal.v1.VoterMessage;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet.Voter;
import java.util.ArrayList;
import java.util.List;

/** The quorum's messages as they travel; {@link QuorumDecoding} is the way back. */
final class QuorumEncoding {
    private QuorumEncoding() {}

    static QuorumMessage of(Message message) {
        QuorumMessage.Builder out = QuorumMessage.newBuilder();
        put(message, out);
        return out.build();
    }

    private static void put(Message message, QuorumMessage.Builder out) {
        switch (message) {
            case Message.PreVoteAsked asked -> out.setPreVoteAsked(preVoteAsked(asked));
            case Message.PreVoteGranted granted -> out.setPreVoteGranted(preVoteGranted(granted));
            case Message.VoteAsked asked -> out.setVoteAsked(voteAsked(asked));
            case Message.VoteGranted granted -> out.setVoteGranted(voteGranted(granted));
            case Message.VoteRefused refused -> out.setVoteRefused(voteRefused(refused));
            case Message.EpochBegun begun -> out.setEpochBegun(epochBegun(begun));
            case Message.EpochEnded ended -> out.setEpochEnded(epochEnded(ended));
            case Message.FetchAsked asked -> out.setFetchAsked(fetchAsked(asked));
            case Message.Entries entries -> out.setEntries(entries(entries));
            case Message.Diverged diverged -> out.setDiverged(diverged(diverged));
            case Message.SnapshotOffered offered -> out.setSnapshotOffered(offered(offered));
            case Message.LeaderAsked asked -> out.setLeaderAsked(leaderAsked(asked));
            case Message.LeaderTold told -> out.setLeaderTold(leaderTold(told));
            case Message.SnapshotAsked asked -> out.setSnapshotAsked(snapshotAsked(asked));
            case Message.SnapshotPiece piece -> out.setSnapshotPiece(snapshotPiece(piece));
        }
    }

    private static PreVoteAskedMessage.Builder preVoteAsked(Message.PreVoteAsked asked) {
        return PreVoteAskedMessage.newBuilder()
                .setEpoch(asked.epoch())
                .setCandidate(voter(asked.candidate()))
                .setEnd(point(asked.end()))
                .addAllFounderNodeIds(asked.founders());
    }

    private static PreVoteGrantedMessage.Builder preVoteGranted(Message.PreVoteGranted granted) {
        return PreVoteGrantedMessage.newBuilder()
                .setEpoch(granted.epoch())
                .setVoter(voter(granted.voter()));
    }

    private static VoteGrantedMessage.Builder voteGranted(Message.VoteGranted granted) {
        return VoteGrantedMessage.newBuilder()
                .setEpoch(granted.epoch())
                .setVoter(voter(granted.voter()));
    }

    private static EpochBegunMessage.Builder epochBegun(Message.EpochBegun begun) {
        return EpochBegunMessage.newBuilder()
                .setEpoch(begun.epoch())
                .setLeader(voter(begun.leader()));
    }

    private static EpochEndedMessage.Builder epochEnded(Message.EpochEnded ended) {
        return EpochEndedMessage.newBuilder()
                .setEpoch(ended.epoch())
                .setLeader(voter(ended.leader()))
                .addAllSuccessors(voters(ended.successors()));
    }

    private static DivergedMessage.Builder diverged(Message.Diverged diverged) {
        return DivergedMessage.newBuilder()
                .setEpoch(diverged.epoch())
                .setAsked(point(diverged.asked()))
                .setLast(point(diverged.last()));
    }

    private static SnapshotOfferedMessage.Builder offered(Message.SnapshotOffered offered) {
        return SnapshotOfferedMessage.newBuilder()
                .setEpoch(offered.epoch())
                .setAsked(point(offered.asked()))
                .setAt(point(offered.at()));
    }

    private static LeaderAskedMessage.Builder leaderAsked(Message.LeaderAsked asked) {
        return LeaderAskedMessage.newBuilder()
                .setEpoch(asked.epoch())
                .setMember(voter(asked.member()));
    }

    private static VoteAskedMessage.Builder voteAsked(Message.VoteAsked asked) {
        return VoteAskedMessage.newBuilder()
                .setEpoch(asked.epoch())
                .setCandidateNodeId(asked.candidate().nodeId())
                .setCandidateDirectoryId(Wire.bytes(asked.candidate().directoryId()))
                .setEndOffset(asked.end().next())
                .setEndEpoch(asked.end().epoch())
                .setVoter(voter(asked.voter()))
                .addAllFounders(voters(asked.founders()));
    }

    private static VoteRefusedMessage.Builder voteRefused(Message.VoteRefused refused) {
        VoteRefusedMessage.Builder out =
                VoteRefusedMessage.newBuilder()
                        .setEpoch(refused.epoch())
                        .setVoter(voter(refused.voter()))
                        .setKnowsCluster(refused.knowsCluster());
        refused.leader().ifPresent(leader -> out.setLeader(voter(leader)));
        return out;
    }

    private static FetchAskedMessage.Builder fetchAsked(Message.FetchAsked asked) {
        return FetchAskedMessage.newBuilder()
                .setEpoch(asked.epoch())
                .setMember(voter(asked.member()))
                .setEnd(point(asked.end()))
                .setDurable(point(asked.durable()))
                .setCommittedBefore(asked.committedBefore())
                .setRound(asked.round())
                .setBytesMax(asked.bytesMax());
    }

    private static EntriesMessage.Builder entries(Message.Entries entries) {
        List<ByteString> batches = new ArrayList<>(entries.batches().size());
        for (Batch batch : entries.batches()) {
            batches.add(UnsafeByteOperations.unsafeWrap(RaftBatches.encode(batch, 0)));
        }
        return EntriesMessage.newBuilder()
                .setEpoch(entries.epoch())
                .setAfter(point(entries.after()))
                .setBatches(ByteString.copyFrom(batches))
                .setCommittedBefore(entries.committedBefore())
                .setRound(entries.round());
    }

    private static LeaderToldMessage.Builder leaderTold(Message.LeaderTold told) {
        LeaderToldMessage.Builder out = LeaderToldMessage.newBuilder().setEpoch(told.epoch());
        told.leader().ifPresent(leader -> out.setLeader(voter(leader)));
        return out;
    }

    private static SnapshotAskedMessage.Builder snapshotAsked(Message.SnapshotAsked asked) {
        return SnapshotAskedMessage.newBuilder()
                .setEpoch(asked.epoch())
                .setMember(voter(asked.member()))
                .setAt(point(asked.at()))
                .setPosition(asked.position());
    }

    private static SnapshotPieceMessage.Builder snapshotPiece(Message.SnapshotPiece piece) {
        return SnapshotPieceMessage.newBuilder()
                .setEpoch(piece.epoch())
                .setAt(point(piece.at()))
                .setPosition(piece.position())
                .setTotal(piece.total())
                .setBytes(UnsafeByteOperations.unsafeWrap(piece.bytes().duplicate()));
    }

    private static LogPointMessage point(LogPoint point) {
        return LogPointMessage.newBuilder().setOffset(point.next()).setEpoch(point.epoch()).build();
    }

    private static VoterIdMessage voter(VoterId voter) {
        return VoterIdMessage.newBuilder()
                .setNodeId(voter.nodeId())
                .setDirectoryId(Wire.bytes(voter.directoryId()))
                .build();
    }

    private static VoterMessage voter(Voter voter) {
        return VoterMessage.newBuilder()
                .setId(voter(voter.id()))
                .setAddress(voter.address())
                .build();
    }

    private static List<VoterIdMessage> voters(List<VoterId> voters) {
        return voters.stream().map(QuorumEncoding::voter).toList();
    }
}
