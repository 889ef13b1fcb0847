package io.skein.server.adapter;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.QuorumMessage;
import io.skein.protocol.internal.v1.VoteAskedMessage;
import io.skein.protocol.internal.v1.VoteRefusedMessage;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import java.util.Optional;

/** The quorum's messages on the wire. What does not make sense is no message. */
public final class QuorumMessages implements MessageCodec<Message> {
    @Override
    public byte[] encode(Message message) {
        QuorumMessage.Builder out = QuorumMessage.newBuilder();
        switch (message) {
            case Message.VoteAsked(int epoch, VoterId candidate, LogPoint end) ->
                    out.setVoteAsked(
                            VoteAskedMessage.newBuilder()
                                    .setEpoch(epoch)
                                    .setCandidateNodeId(candidate.nodeId())
                                    .setCandidateDirectoryId(Wire.bytes(candidate.directoryId()))
                                    .setEndOffset(end.next())
                                    .setEndEpoch(end.epoch()));
            case Message.VoteRefused(int epoch) ->
                    out.setVoteRefused(VoteRefusedMessage.newBuilder().setEpoch(epoch));
        }
        return out.build().toByteArray();
    }

    @Override
    public Optional<Message> decode(byte[] bytes) {
        QuorumMessage in;
        try {
            in = QuorumMessage.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unreadable) {
            return Optional.empty();
        }
        return switch (in.getContentCase()) {
            case VOTE_ASKED -> voteAsked(in.getVoteAsked());
            case VOTE_REFUSED ->
                    in.getVoteRefused().getEpoch() < 0
                            ? Optional.empty()
                            : Optional.of(new Message.VoteRefused(in.getVoteRefused().getEpoch()));
            case CONTENT_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<Message> voteAsked(VoteAskedMessage in) {
        boolean inRange =
                in.getEpoch() > 0
                        && in.getCandidateNodeId() >= 0
                        && in.getEndOffset() >= 0
                        && in.getEndEpoch() >= 0;
        // An end without an epoch is the start of the log, and nothing else.
        boolean whole = (in.getEndOffset() == 0) == (in.getEndEpoch() == 0);
        if (!inRange || !whole) return Optional.empty();
        return Wire.uuid(in.getCandidateDirectoryId())
                .filter(id -> id.high() != 0 || id.low() != 0)
                .map(id ->
                        new Message.VoteAsked(
                                in.getEpoch(),
                                new VoterId(in.getCandidateNodeId(), id),
                                new LogPoint(in.getEndOffset(), in.getEndEpoch())));
    }
}
