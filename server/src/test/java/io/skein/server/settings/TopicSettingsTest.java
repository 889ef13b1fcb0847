package io.skein.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PersistentMap;
import io.skein.foundation.Uuid;
import io.skein.foundation.settings.Outcome;
import io.skein.foundation.settings.Settings;
import io.skein.server.metadata.TopicImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicSettingsTest {
    private static final long WEEK_MILLIS = 7 * 86_400_000L;

    private static Settings nodeDefaults() {
        return switch (NodeTable.TABLE.resolve(List.of())) {
            case Outcome.Valid(Settings settings) -> settings;
            case Outcome.Invalid(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    private static long segmentMillis(Map<String, String> configs) {
        return config(configs).log().age().millisMax();
    }

    private static TopicConfig config(Map<String, String> configs) {
        TopicImage topic =
                new TopicImage(
                        "lines",
                        new Uuid(1, 1),
                        List.of(),
                        PersistentMap.copyOf(new TreeMap<>(configs)));
        return new TopicSettings(nodeDefaults()).configOf(topic);
    }

    @Test
    void recordsOfATopicThatIsOnlyCompactedGoForNewerOnesAlone() {
        TopicConfig usual = config(Map.of());
        assertTrue(usual.deletable());
        assertEquals(WEEK_MILLIS, usual.retention().millisMax());
        assertTrue(usual.compaction().isEmpty());
        TopicConfig both = config(Map.of("cleanup.policy", "compact,delete"));
        assertTrue(both.deletable());
        assertEquals(WEEK_MILLIS, both.retention().millisMax());
        assertTrue(both.compaction().isPresent());
        Map<String, String> limits = Map.of("retention.ms", "1h", "retention.bytes", "5");
        Map<String, String> compact = new TreeMap<>(limits);
        compact.put("cleanup.policy", "compact");
        TopicConfig alone = config(compact);
        assertFalse(alone.deletable());
        assertEquals(-1, alone.retention().millisMax());
        assertEquals(-1, alone.retention().bytesMax());
        assertTrue(alone.compaction().isPresent());
    }

    /** It would not be whole when it is brought back. */
    @Test
    void whatIsInTheTrashLosesNothing() {
        TopicImage topic =
                new TopicImage(
                        "lines",
                        new Uuid(1, 1),
                        List.of(),
                        PersistentMap.<String, String>empty()
                                .put("cleanup.policy", "compact,delete")
                                .put("retention.bytes", "5"),
                        new TopicImage.Place("lines", true));
        TopicConfig trashed = new TopicSettings(nodeDefaults()).configOf(topic);
        assertEquals(-1, trashed.retention().millisMax());
        assertEquals(-1, trashed.retention().bytesMax());
        assertTrue(trashed.compaction().isEmpty());
    }

    @Test
    void whatIsToBeCompactedInTimeIsInAClosedSegmentByThen() {
        Map<String, String> configs = new TreeMap<>();
        configs.put("max.compaction.lag.ms", "1h");
        assertEquals(WEEK_MILLIS, segmentMillis(configs), "it is not compacted at all");
        configs.put("cleanup.policy", "compact");
        assertEquals(3_600_000, segmentMillis(configs));
        configs.put("segment.ms", "1m");
        assertEquals(60_000, segmentMillis(configs), "the less of both");
        configs.put("max.compaction.lag.ms", "0ms");
        assertEquals(1, segmentMillis(configs), "0 would be a new segment for each batch");
        configs.remove("max.compaction.lag.ms");
        assertEquals(60_000, segmentMillis(configs));
    }
}
