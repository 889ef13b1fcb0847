package io.skein.server.adapter;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.protocol.internal.v1.SessionEntry;
import io.skein.protocol.internal.v1.Welcome;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.door.Answer;
import java.util.Optional;

/** What nodes and the active controller say to each other, on the wire. */
public final class SessionCodec implements MessageCodec<SessionMessage> {
    @Override
    public byte[] encode(SessionMessage message) {
        SessionEntry.Builder entry = SessionEntry.newBuilder();
        switch (message) {
            case SessionMessage.Welcome() -> entry.setWelcome(Welcome.getDefaultInstance());
            case SessionMessage.Asked(long id, var ask) ->
                    SessionAsks.write(ask, entry.setRequestId(id));
            case SessionMessage.Told(long id, var answer, long offset) ->
                    SessionAnswers.write(answer, entry.setRequestId(id).setMetadataOffset(offset));
        }
        return entry.build().toByteArray();
    }

    @Override
    public Optional<SessionMessage> decode(byte[] bytes) {
        try {
            return read(SessionEntry.parseFrom(bytes));
        } catch (InvalidProtocolBufferException broken) {
            return Optional.empty();
        }
    }

    private static SessionMessage told(SessionEntry entry, Answer<ControllerReply> answer) {
        return new SessionMessage.Told(entry.getRequestId(), answer, entry.getMetadataOffset());
    }

    private static Optional<SessionMessage> read(SessionEntry entry) {
        long id = entry.getRequestId();
        return switch (entry.getContentCase()) {
            case WELCOME -> Optional.of(new SessionMessage.Welcome());
            case REGISTER,
                    LOGS_OPEN,
                    BEAT,
                    COUNT_IN_SYNC,
                    CREATE_TOPIC,
                    DELETE_TOPIC,
                    UNDELETE_TOPIC,
                    PURGE_TOPIC,
                    ALTER_TOPIC_CONFIG,
                    DESCRIBE_QUORUM,
                    DIAGNOSE,
                    RESTART_ASKED,
                    LEAVE,
                    LAYOUT_ASKED,
                    COPIES_TOLD,
                    RESERVE_PRODUCER_IDS ->
                    SessionAsks.read(entry).map(ask -> new SessionMessage.Asked(id, ask));
            case REFUSED,
                    NOTED,
                    HEARD,
                    IN_SYNC_COUNTED,
                    TOPIC_CREATED,
                    TOPIC_DELETED,
                    TOPIC_UNDELETED,
                    TOPIC_PURGED,
                    TOPIC_CONFIG_ALTERED,
                    QUORUM_DESCRIBED,
                    DIAGNOSED,
                    RESTART_ANSWERED,
                    LAYOUT_ANSWERED,
                    PRODUCER_IDS_RESERVED ->
                    SessionAnswers.read(entry).map(answer -> told(entry, answer));
            case CONTENT_NOT_SET -> Optional.empty();
        };
    }
}
