package io.skein.server.settings;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.foundation.settings.Outcome;
import io.skein.foundation.settings.Scope;
import io.skein.foundation.settings.Setting;
import io.skein.foundation.settings.Settings;
import io.skein.foundation.settings.Source;
import io.skein.server.door.AdminReply.ConfigValue;
import io.skein.server.metadata.TopicImage;
import io.skein.storage.CompactionSettings;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What topics may set, on top of what the node says for those that set nothing. Immutable. */
public final class TopicSettings {
    /** Most partitions of one topic. */
    public static final int PARTITIONS_MAX = 10_000;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int REPLICATION_FACTOR_WANTED = 3;

    private final Settings node;

    public TopicSettings(Settings node) {
        this.node = node;
    }

    /** Partitions of a topic that is created without saying how many. */
    public int partitionsDefault() {
        return node.get(NodeTable.PARTITIONS);
    }

    /** Largest batch that a topic takes which does not say otherwise. */
    public int batchBytesDefault() {
        return (int) (long) node.get(TopicTable.BATCH_LIMIT);
    }

    /** How long a deleted topic can be brought back; 0 for not at all. */
    public long trashRetentionMillis() {
        return node.get(LayoutTable.TRASH_RETENTION);
    }

    /** Replicas of a topic that is created without saying how many. */
    public int replicationFactorDefault(int brokers) {
        int set = node.get(NodeTable.REPLICATION_FACTOR);
        return set > 0 ? set : Math.min(REPLICATION_FACTOR_WANTED, brokers);
    }

    /** What is wrong with these settings of a topic, in words, one for each; empty if nothing. */
    public List<String> problemsWith(Map<String, String> configs) {
        return switch (resolve(configs)) {
            case Outcome.Valid _ -> List.of();
            case Outcome.Invalid(List<String> problems) -> problems;
        };
    }

    /** What is wrong with these names of settings of a topic; empty if nothing. */
    public List<String> problemsWithNames(List<String> names) {
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            if (names().contains(name)) continue;
            problems.add("%s: no such setting of a topic; there are %s".formatted(name, names()));
        }
        return problems;
    }

    private static List<String> names() {
        return rows().stream().map(Setting::name).toList();
    }

    private static List<Setting<?>> rows() {
        return NodeTable.TABLE.settings().stream()
                .filter(setting -> setting.scope() == Scope.TOPIC)
                .toList();
    }

    /** The settings in force for a topic. */
    public TopicConfig configOf(TopicImage topic) {
        Settings inForce = inForce(topic.configs());
        return new TopicConfig(
                (int) (long) inForce.get(TopicTable.BATCH_LIMIT),
                inForce.get(TopicTable.TIMESTAMP_TYPE).equals("LogAppendTime"),
                logSettings(inForce),
                isDeletable(inForce),
                topic.isTrash() ? kept(inForce) : retention(inForce),
                topic.isTrash() ? Optional.empty() : compaction(inForce),
                inForce.get(TopicTable.IN_SYNC_MIN));
    }

    /** Whether the topic would rather lose records than have no leader. */
    public boolean mayLose(TopicImage topic) {
        return inForce(topic.configs()).get(TopicTable.UNCLEAN);
    }

    /** Whether the topic is not to be deleted. */
    public boolean isProtected(TopicImage topic) {
        return inForce(topic.configs()).get(TopicTable.PROTECTED);
    }

    private static LogSettings logSettings(Settings inForce) {
        return new LogSettings(
                (int) (long) inForce.get(TopicTable.SEGMENT_BYTES),
                (int) (long) inForce.get(TopicTable.INDEX_BYTES),
                (int) (long) inForce.get(TopicTable.INDEX_INTERVAL),
                new SegmentAge(segmentMillis(inForce), inForce.get(TopicTable.SEGMENT_JITTER)));
    }

    /** What is to be compacted in time must be in a closed segment by then. */
    private static long segmentMillis(Settings inForce) {
        long set = inForce.get(TopicTable.SEGMENT_MILLIS);
        long lagMax = inForce.get(TopicTable.COMPACTION_LAG_MAX);
        return isCompacted(inForce) && lagMax >= 0 ? Math.min(set, Math.max(1, lagMax)) : set;
    }

    private static boolean isCompacted(Settings inForce) {
        return inForce.get(TopicTable.CLEANUP).contains("compact");
    }

    private Optional<CompactionSettings> compaction(Settings inForce) {
        if (!isCompacted(inForce)) return Optional.empty();
        long lagMin = inForce.get(TopicTable.COMPACTION_LAG_MIN);
        long lagMax = inForce.get(TopicTable.COMPACTION_LAG_MAX);
        return Optional.of(
                new CompactionSettings(
                        inForce.get(TopicTable.DIRTY_RATIO),
                        lagMin,
                        lagMax < 0 ? lagMax : Math.max(lagMin, lagMax),
                        inForce.get(TopicTable.TOMBSTONE_MILLIS),
                        new CompactionSettings.Budget(
                                node.get(NodeTable.COMPACTION_MEMORY),
                                node.get(NodeTable.COMPACTION_SPEED))));
    }

    private static boolean isDeletable(Settings inForce) {
        return inForce.get(TopicTable.CLEANUP).contains("delete");
    }

    /** What can be brought back is whole then. */
    private static Retention kept(Settings inForce) {
        return new Retention(-1, -1, retention(inForce).deleteDelayNanos());
    }

    private static Retention retention(Settings inForce) {
        boolean isDeletable = isDeletable(inForce);
        return new Retention(
                isDeletable ? inForce.get(TopicTable.RETENTION_MILLIS) : -1,
                isDeletable ? inForce.get(TopicTable.RETENTION_BYTES) : -1,
                inForce.get(TopicTable.DELETE_DELAY) * NANOS_PER_MILLI);
    }

    /** All settings of a topic for people, by name, the node's among them. */
    public List<ConfigValue> describe(PersistentMap<String, String> configs) {
        Settings inForce = inForce(configs);
        TreeMap<String, ConfigValue> described = new TreeMap<>();
        for (Setting<?> row : rows()) described.put(row.name(), describe(row, inForce));
        return List.copyOf(described.values());
    }

    private static <T> ConfigValue describe(Setting<T> row, Settings inForce) {
        return new ConfigValue(row.name(), row.show(inForce.get(row)), !inForce.isGiven(row));
    }

    private Settings inForce(PersistentMap<String, String> configs) {
        TreeMap<String, String> own = new TreeMap<>();
        configs.forEach(own::put);
        return switch (resolve(own)) {
            case Outcome.Valid(Settings settings) -> settings;
            case Outcome.Invalid(List<String> problems) ->
                    throw Check.unreachable("a topic was given bad settings: " + problems);
        };
    }

    private Outcome resolve(Map<String, String> configs) {
        return NodeTable.TABLE.resolveTopic(Source.of("topic", new TreeMap<>(configs)), node);
    }
}
