package io.skein.server.wire;

import com.google.protobuf.ByteString;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DeleteTopicResponse;
import io.skein.protocol.v1.PurgeTopicRequest;
import io.skein.protocol.v1.PurgeTopicResponse;
import io.skein.protocol.v1.UndeleteTopicRequest;
import io.skein.protocol.v1.UndeleteTopicResponse;
import io.skein.server.door.AdminReply.TopicDeleted;
import io.skein.server.door.AdminReply.TopicPurged;
import io.skein.server.door.AdminReply.TopicUndeleted;
import io.skein.server.door.AdminRequest.Deleted;
import io.skein.server.door.AdminRequest.PurgeTopic;
import io.skein.server.door.AdminRequest.UndeleteTopic;
import java.util.Optional;
import java.util.OptionalLong;

/** Topics that are deleted and those that were, on the wire. What cannot be read is empty. */
public final class TrashWire {
    private TrashWire() {}

    /** The message that asks. */
    public static UndeleteTopicRequest write(UndeleteTopic asked) {
        return UndeleteTopicRequest.newBuilder()
                .setName(asked.which().name())
                .setTopicId(id(asked.which()))
                .setNewName(asked.newName().orElse(""))
                .build();
    }

    /** What the message asks. */
    public static Optional<UndeleteTopic> read(UndeleteTopicRequest asked) {
        Optional<String> name = Optional.of(asked.getNewName()).filter(one -> !one.isEmpty());
        return deleted(asked.getName(), asked.getTopicId())
                .map(which -> new UndeleteTopic(which, name));
    }

    /** The message that asks. */
    public static PurgeTopicRequest write(PurgeTopic asked) {
        return PurgeTopicRequest.newBuilder()
                .setName(asked.which().name())
                .setTopicId(id(asked.which()))
                .build();
    }

    /** What the message asks. */
    public static Optional<PurgeTopic> read(PurgeTopicRequest asked) {
        return deleted(asked.getName(), asked.getTopicId()).map(PurgeTopic::new);
    }

    private static ByteString id(Deleted which) {
        return which.id().map(Wire::bytes).orElse(ByteString.EMPTY);
    }

    private static Optional<Deleted> deleted(String name, ByteString id) {
        if (id.isEmpty()) return Optional.of(new Deleted(name, Optional.empty()));
        return Wire.uuid(id).map(one -> new Deleted(name, Optional.of(one)));
    }

    /** The message that answers. */
    public static DeleteTopicResponse write(TopicDeleted deleted) {
        return DeleteTopicResponse.newBuilder()
                .setTopicId(Wire.bytes(deleted.topic()))
                .setPurgeAtMillis(deleted.purgeAtMillis().orElse(0))
                .build();
    }

    /** What the message answers. */
    public static Optional<TopicDeleted> read(DeleteTopicResponse told) {
        long atMillis = told.getPurgeAtMillis();
        OptionalLong purge = atMillis > 0 ? OptionalLong.of(atMillis) : OptionalLong.empty();
        return Wire.uuid(told.getTopicId()).map(id -> new TopicDeleted(id, purge));
    }

    /** The message that answers. */
    public static UndeleteTopicResponse write(TopicUndeleted undeleted) {
        return UndeleteTopicResponse.newBuilder()
                .setTopicId(Wire.bytes(undeleted.topic()))
                .setName(undeleted.name())
                .build();
    }

    /** What the message answers. */
    public static Optional<TopicUndeleted> read(UndeleteTopicResponse told) {
        Optional<Uuid> id = Wire.uuid(told.getTopicId());
        return id.map(one -> new TopicUndeleted(one, told.getName()));
    }

    /** The message that answers. */
    public static PurgeTopicResponse write(TopicPurged purged) {
        return PurgeTopicResponse.newBuilder().setTopicId(Wire.bytes(purged.topic())).build();
    }

    /** What the message answers. */
    public static Optional<TopicPurged> read(PurgeTopicResponse told) {
        return Wire.uuid(told.getTopicId()).map(TopicPurged::new);
    }
}
