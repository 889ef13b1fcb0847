package io.skein.server.rpc;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.AlterTopicConfigRequest;
import io.skein.protocol.v1.AlterTopicConfigResponse;
import io.skein.protocol.v1.ConfigEntry;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.CreateTopicResponse;
import io.skein.protocol.v1.DescribeTopicRequest;
import io.skein.protocol.v1.DescribeTopicResponse;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.PartitionDescription;
import io.skein.protocol.v1.TopicSummary;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.ConfigValue;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.TopicImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/** TopicService: changes go to the metadata, questions are answered from the newest image. */
final class TopicEndpoints {
    private static final int LIST_USUAL = 1_000;
    private static final int LIST_MAX = 10_000;

    private final FrontDoor door;
    private final CallFigures figures;
    private final Function<TopicImage, List<ConfigValue>> configs;

    TopicEndpoints(EndpointParts parts) {
        this.door = parts.door();
        this.figures = parts.figures();
        this.configs = parts.configs();
    }

    List<Endpoint<?, ?>> all() {
        OffsetEndpoint offsets = new OffsetEndpoint(door);
        DeletionEndpoint deletions = new DeletionEndpoint(door);
        return List.of(
                Unary.endpoint(SkeinMethods.CREATE_TOPIC, figures, this::create),
                Unary.endpoint(SkeinMethods.LIST_TOPICS, figures, this::list),
                Unary.endpoint(SkeinMethods.DESCRIBE_TOPIC, figures, this::describe),
                Unary.endpoint(SkeinMethods.ALTER_TOPIC_CONFIG, figures, this::alterConfig),
                Unary.endpoint(SkeinMethods.LIST_OFFSETS, figures, offsets::list),
                Unary.endpoint(SkeinMethods.DELETE_RECORDS, figures, deletions::delete));
    }

    private void create(CreateTopicRequest request, Unary.Reply<CreateTopicResponse> reply)
            throws Refused {
        OptionalInt partitions =
                count("partitions", Why.INVALID_PARTITIONS, request.getPartitions());
        OptionalInt replicas =
                count(
                        "replication_factor",
                        Why.INVALID_REPLICATION,
                        request.getReplicationFactor());
        door.ask(
                new AdminRequest.CreateTopic(
                        request.getName(),
                        partitions,
                        replicas,
                        new TreeMap<>(request.getConfigsMap()),
                        request.getValidateOnly()),
                answer -> change(answer, reply, TopicEndpoints::created));
    }

    private static OptionalInt count(String field, Why why, int value) throws Refused {
        if (value < 0) {
            throw new Refused(
                    Refusal.definite(why, field + ": " + value + "; 0 takes the default"));
        }
        return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private void alterConfig(
            AlterTopicConfigRequest request, Unary.Reply<AlterTopicConfigResponse> reply)
            throws Refused {
        for (String name : request.getResetList()) {
            if (request.containsSet(name)) {
                throw Fields.invalid("reset", "'" + name + "' is also in set");
            }
        }
        door.ask(
                new AdminRequest.AlterTopicConfig(
                        request.getName(),
                        new TreeMap<>(request.getSetMap()),
                        List.copyOf(request.getResetList()),
                        request.getValidateOnly()),
                answer -> change(answer, reply, TopicEndpoints::altered));
    }

    private static <R> void change(
            Answer<AdminReply> answer, Unary.Reply<R> reply, Function<AdminReply, R> toWire) {
        switch (answer) {
            case Answer.Done<AdminReply>(AdminReply done) -> reply.done(toWire.apply(done));
            case Answer.Refused<AdminReply>(Refusal refusal) -> reply.refuse(refusal);
        }
    }

    private static CreateTopicResponse created(AdminReply reply) {
        if (!(reply instanceof AdminReply.TopicCreated(Uuid id, int partitions, int replicas))) {
            throw Check.unreachable("asked to create, got " + reply);
        }
        return CreateTopicResponse.newBuilder()
                .setTopicId(Wire.bytes(id))
                .setPartitions(partitions)
                .setReplicationFactor(replicas)
                .build();
    }

    private static AlterTopicConfigResponse altered(AdminReply reply) {
        if (!(reply instanceof AdminReply.TopicConfigAltered(List<ConfigValue> configs))) {
            throw Check.unreachable("asked to alter, got " + reply);
        }
        return AlterTopicConfigResponse.newBuilder().addAllConfigs(entries(configs)).build();
    }

    private void list(ListTopicsRequest request, Unary.Reply<ListTopicsResponse> reply)
            throws Refused {
        int most = Fields.amount("limit", request.getLimit(), LIST_USUAL, LIST_MAX);
        MetadataImage image = Fields.ready(door.image());
        ListTopicsResponse.Builder page = ListTopicsResponse.newBuilder();
        for (PersistentMap.Entry<String, Uuid> named : image.topicIds().from(request.getAfter())) {
            if (named.key().equals(request.getAfter())) continue;
            if (page.getTopicsCount() == most) {
                page.setMore(true);
                break;
            }
            image.topic(named.value()).ifPresent(topic -> page.addTopics(summary(topic)));
        }
        reply.done(page.build());
    }

    private static TopicSummary summary(TopicImage topic) {
        List<PartitionImage> partitions = topic.partitions();
        return TopicSummary.newBuilder()
                .setName(topic.name())
                .setTopicId(Wire.bytes(topic.id()))
                .setPartitions(partitions.size())
                .setReplicationFactor(
                        partitions.isEmpty() ? 0 : partitions.get(0).replicationFactor())
                .build();
    }

    private void describe(DescribeTopicRequest request, Unary.Reply<DescribeTopicResponse> reply)
            throws Refused {
        TopicImage topic = Fields.topic(door.image(), request.getName());
        DescribeTopicResponse.Builder all =
                DescribeTopicResponse.newBuilder()
                        .setName(topic.name())
                        .setTopicId(Wire.bytes(topic.id()))
                        .addAllConfigs(entries(configs.apply(topic)));
        int number = 0;
        for (PartitionImage partition : topic.partitions()) {
            all.addPartitions(
                    PartitionDescription.newBuilder()
                            .setPartition(number++)
                            .setLeaderNodeId(partition.leader())
                            .setLeaderEpoch(partition.leaderEpoch())
                            .addAllReplicas(partition.nodes())
                            .addAllInSync(partition.inSync())
                            .addAllAdding(partition.adding())
                            .addAllRemoving(partition.removing()));
        }
        reply.done(all.build());
    }

    private static List<ConfigEntry> entries(List<ConfigValue> configs) {
        List<ConfigEntry> entries = new ArrayList<>();
        for (ConfigValue config : configs) {
            entries.add(
                    ConfigEntry.newBuilder()
                            .setName(config.name())
                            .setValue(config.value())
                            .setIsDefault(config.isDefault())
                            .build());
        }
        return entries;
    }
}
