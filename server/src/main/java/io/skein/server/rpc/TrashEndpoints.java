package io.skein.server.rpc;

import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DeleteTopicRequest;
import io.skein.protocol.v1.DeleteTopicResponse;
import io.skein.protocol.v1.DeletedTopic;
import io.skein.protocol.v1.ListDeletedTopicsRequest;
import io.skein.protocol.v1.ListDeletedTopicsResponse;
import io.skein.protocol.v1.PurgeTopicRequest;
import io.skein.protocol.v1.PurgeTopicResponse;
import io.skein.protocol.v1.UndeleteTopicRequest;
import io.skein.protocol.v1.UndeleteTopicResponse;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest.DeleteTopic;
import io.skein.server.door.FrontDoor;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.TopicImage;
import io.skein.server.wire.TrashWire;
import java.util.List;

/** TopicService, as far as it is about topics that are deleted, and those that were. */
final class TrashEndpoints {
    private static final int LIST_MAX = 1_000;

    private final FrontDoor door;
    private final AdminCalls calls;
    private final CallFigures figures;

    TrashEndpoints(EndpointParts parts) {
        this.door = parts.door();
        this.calls = new AdminCalls(parts.door());
        this.figures = parts.figures();
    }

    List<Endpoint<?, ?>> all() {
        return List.of(
                Unary.endpoint(SkeinMethods.DELETE_TOPIC, figures, this::delete),
                Unary.endpoint(SkeinMethods.LIST_DELETED_TOPICS, figures, this::list),
                Unary.endpoint(SkeinMethods.UNDELETE_TOPIC, figures, this::undelete),
                Unary.endpoint(SkeinMethods.PURGE_TOPIC, figures, this::purge));
    }

    private void delete(DeleteTopicRequest request, Unary.Reply<DeleteTopicResponse> reply) {
        calls.ask(
                new DeleteTopic(request.getName()),
                reply,
                AdminReply.TopicDeleted.class,
                TrashWire::write);
    }

    private void undelete(UndeleteTopicRequest request, Unary.Reply<UndeleteTopicResponse> reply)
            throws Refused {
        calls.ask(
                TrashWire.read(request).orElseThrow(TrashEndpoints::badId),
                reply,
                AdminReply.TopicUndeleted.class,
                TrashWire::write);
    }

    private void purge(PurgeTopicRequest request, Unary.Reply<PurgeTopicResponse> reply)
            throws Refused {
        calls.ask(
                TrashWire.read(request).orElseThrow(TrashEndpoints::badId),
                reply,
                AdminReply.TopicPurged.class,
                TrashWire::write);
    }

    private static Refused badId() {
        return Fields.invalid("topic_id", "neither empty nor 16 bytes");
    }

    private void list(
            ListDeletedTopicsRequest request, Unary.Reply<ListDeletedTopicsResponse> reply)
            throws Refused {
        int most = Fields.amount("limit", request.getLimit(), LIST_MAX, LIST_MAX);
        MetadataImage image = Fields.ready(door.image());
        ListDeletedTopicsResponse.Builder all = ListDeletedTopicsResponse.newBuilder();
        for (PersistentMap.Entry<Uuid, Long> each : image.trash().topics().entries()) {
            if (all.getTopicsCount() == most) {
                all.setMore(true);
                break;
            }
            image.topic(each.key()).ifPresent(topic -> all.addTopics(told(topic, each.value())));
        }
        reply.done(all.build());
    }

    private static DeletedTopic told(TopicImage topic, long purgeAtMillis) {
        return DeletedTopic.newBuilder()
                .setName(topic.name())
                .setTopicId(Wire.bytes(topic.id()))
                .setPartitions(topic.partitions().size())
                .setPurgeAtMillis(purgeAtMillis)
                .build();
    }
}
