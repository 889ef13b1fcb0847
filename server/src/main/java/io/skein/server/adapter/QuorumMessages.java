package io.skein.server.adapter;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.protocol.internal.v1.QuorumMessage;
import io.skein.raft.core.Message;
import java.util.Optional;

/** The quorum's messages on the wire. What does not make sense is no message. */
public final class QuorumMessages implements MessageCodec<Message> {
    @Override
    public byte[] encode(Message message) {
        return QuorumEncoding.of(message).toByteArray();
    }

    @Override
    public Optional<Message> decode(byte[] bytes) {
        try {
            return Optional.of(QuorumDecoding.of(QuorumMessage.parseFrom(bytes)));
        } catch (InvalidProtocolBufferException | Nonsense noMessage) {
            return Optional.empty();
        }
    }
}
