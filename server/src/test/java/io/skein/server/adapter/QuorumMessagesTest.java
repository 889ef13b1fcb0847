package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.skein.foundation.Uuid;
import io.skein.protocol.internal.v1.QuorumMessage;
import io.skein.protocol.internal.v1.VoteAskedMessage;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuorumMessagesTest {
    private final QuorumMessages codec = new QuorumMessages();

    static Stream<Message> everyKind() {
        VoterId candidate = new VoterId(3, new Uuid(1, 2));
        return Stream.of(
                new Message.VoteAsked(5, candidate, LogPoint.START),
                new Message.VoteAsked(5, candidate, new LogPoint(9, 4)),
                new Message.VoteRefused(0),
                new Message.VoteRefused(Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void comesBackAsItWas(Message message) {
        assertEquals(Optional.of(message), codec.decode(codec.encode(message)));
    }

    @Test
    void whatMakesNoSenseIsNoMessage() {
        assertEquals(Optional.empty(), codec.decode(new byte[0]));
        assertEquals(Optional.empty(), codec.decode(new byte[] {(byte) 0xff, 3, 9}));
        VoteAskedMessage noDirectory =
                VoteAskedMessage.newBuilder().setEpoch(1).setCandidateNodeId(1).build();
        assertEquals(Optional.empty(), codec.decode(asked(noDirectory)));
        VoteAskedMessage good =
                VoteAskedMessage.newBuilder()
                        .setEpoch(1)
                        .setCandidateDirectoryId(ByteString.copyFrom(new Uuid(1, 1).toBytes()))
                        .build();
        assertEquals(true, codec.decode(asked(good)).isPresent());
        for (VoteAskedMessage bad :
                List.of(
                        good.toBuilder().setEpoch(0).build(),
                        good.toBuilder().setCandidateNodeId(-1).build(),
                        good.toBuilder().setEndOffset(-1).build(),
                        good.toBuilder().setEndOffset(7).build(),
                        good.toBuilder().setEndEpoch(-7).build())) {
            assertEquals(Optional.empty(), codec.decode(asked(bad)), bad.toString());
        }
    }

    private static byte[] asked(VoteAskedMessage message) {
        return QuorumMessage.newBuilder().setVoteAsked(message).build().toByteArray();
    }
}
