package io.skein.server.controller.plan;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminReply.TopicConfigAltered;
import io.skein.server.door.AdminReply.TopicCreated;
import io.skein.server.door.AdminRequest.AlterTopicConfig;
import io.skein.server.door.AdminRequest.CreateTopic;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.MetadataRecord;
import io.skein.server.metadata.MetadataRecord.PartitionCreated;
import io.skein.server.metadata.MetadataRecord.TopicConfigSet;
import io.skein.server.metadata.TopicImage;
import io.skein.server.metadata.TopicNames;
import io.skein.server.settings.TopicSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans for topics. Everything is checked before the first record is made: all or nothing. */
public final class TopicPlans implements TopicRules {
    /** With an id and a partition's number, it still fits a file name everywhere. */
    private static final int FOLDER_NAME_MAX = 200;

    private final TopicSettings settings;
    private final int replicasMax;

    /**
     * Plans by the node's settings.
     *
     * @param replicasMax most replicas of a partition that this version keeps
     */
    public TopicPlans(TopicSettings settings, int replicasMax) {
        this.settings = settings;
        this.replicasMax = replicasMax;
    }

    @Override
    public int minInSync(TopicImage topic) {
        return settings.configOf(topic).minInSyncReplicas();
    }

    @Override
    public boolean mayLose(TopicImage topic) {
        return settings.mayLose(topic);
    }

    /**
     * A new topic.
     *
     * @param id drawn for it
     * @param start drawn for its placement
     */
    public Decision<AdminReply> create(
            MetadataImage image, CreateTopic request, Uuid id, long start) {
        Optional<Decision<AdminReply>> refused = refuseName(image, request.name());
        if (refused.isPresent()) return refused.get();
        int partitions = request.partitions().orElse(settings.partitionsDefault());
        if (partitions < 1 || partitions > TopicSettings.PARTITIONS_MAX) {
            return Decision.refuse(
                    Why.INVALID_PARTITIONS,
                    "a topic has 1 to %d partitions, not %d"
                            .formatted(TopicSettings.PARTITIONS_MAX, partitions));
        }
        int brokers = Placement.brokers(image).size();
        int replicas =
                request.replicationFactor()
                        .orElse(Math.min(replicasMax, settings.replicationFactorDefault(brokers)));
        if (replicas < 1 || replicas > brokers) {
            return Decision.refuse(
                    Why.INVALID_REPLICATION,
                    "%d replicas are not possible: there %s, and each broker holds one"
                            .formatted(
                                    replicas,
                                    brokers == 1 ? "is 1 broker" : "are " + brokers + " brokers"));
        }
        if (replicas > replicasMax) {
            return Decision.refuse(
                    Why.INVALID_REPLICATION,
                    "%d replicas are not possible: this version keeps %d of each partition"
                            .formatted(replicas, replicasMax));
        }
        List<String> problems = settings.problemsWith(request.configs());
        if (!problems.isEmpty()) {
            return Decision.refuse(Why.INVALID_CONFIG, String.join("; ", problems));
        }
        TopicCreated reply = new TopicCreated(id, partitions, replicas);
        if (request.validateOnly()) return Decision.of(List.of(), reply);
        String folder = folder(image, request.name(), id);
        Placement placement = new Placement(image, start);
        return Decision.of(facts(request, reply, folder, placement), reply);
    }

    /** Its name, unless one that had that name before still has its folders. */
    private static String folder(MetadataImage image, String name, Uuid id) {
        if (!image.trash().folders().has(name)) return name;
        return name.substring(0, Math.min(name.length(), FOLDER_NAME_MAX)) + "~" + id;
    }

    private static List<MetadataRecord> facts(
            CreateTopic request, TopicCreated topic, String folder, Placement placement) {
        List<MetadataRecord> facts = new ArrayList<>();
        facts.add(new MetadataRecord.TopicCreated(request.name(), topic.topic(), folder));
        for (Map.Entry<String, String> config : new TreeMap<>(request.configs()).entrySet()) {
            Optional<String> value = Optional.of(config.getValue());
            facts.add(new TopicConfigSet(topic.topic(), config.getKey(), value));
        }
        for (int number = 0; number < topic.partitions(); number++) {
            facts.add(
                    new PartitionCreated(
                            new PartitionId(topic.topic(), number),
                            placement.place(number, topic.replicationFactor())));
        }
        return facts;
    }

    /** For those that are deleted. */
    public TrashPlans trash() {
        return new TrashPlans(settings);
    }

    /** Other settings for a topic. */
    public Decision<AdminReply> alter(MetadataImage image, AlterTopicConfig request) {
        Optional<TopicImage> found = image.topic(request.name());
        if (found.isEmpty()) return Decision.refuse(Selection.unknownTopic(request.name()));
        TopicImage topic = found.get();
        List<String> problems = new ArrayList<>(settings.problemsWith(request.set()));
        problems.addAll(settings.problemsWithNames(request.reset()));
        if (!problems.isEmpty()) {
            return Decision.refuse(Why.INVALID_CONFIG, String.join("; ", problems));
        }
        Map<String, Optional<String>> changes = new TreeMap<>();
        for (String key : request.reset()) changes.put(key, Optional.empty());
        request.set().forEach((key, value) -> changes.put(key, Optional.of(value)));
        var configs = topic.configs();
        List<MetadataRecord> facts = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            String key = change.getKey();
            if (configs.get(key).equals(change.getValue())) continue;
            facts.add(new TopicConfigSet(topic.id(), key, change.getValue()));
            configs =
                    change.getValue().isPresent()
                            ? configs.put(key, change.getValue().get())
                            : configs.remove(key);
        }
        TopicConfigAltered reply = new TopicConfigAltered(settings.describe(configs));
        return Decision.of(request.validateOnly() ? List.of() : facts, reply);
    }

    private static Optional<Decision<AdminReply>> refuseName(MetadataImage image, String name) {
        Optional<String> problem = TopicNames.problemWith(name);
        if (problem.isPresent()) {
            return Optional.of(Decision.refuse(Why.INVALID_NAME, problem.get()));
        }
        if (image.topic(name).isPresent()) {
            return Optional.of(
                    Decision.refuse(Why.TOPIC_EXISTS, "topic '%s' exists already".formatted(name)));
        }
        return Optional.empty();
    }
}
