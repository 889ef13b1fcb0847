package io.skein.foundation.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTableTest {
    private static final Setting<Integer> NODE_ID =
            Setting.required("node.id", ValueTypes.INT, "The number of this node.")
                    .within(Limit.atLeast(1));
    private static final Setting<List<String>> LOG_DIRS =
            Setting.of(
                    "log.dirs",
                    ValueTypes.listOf(ValueTypes.TEXT),
                    List.of("data"),
                    "Where records are kept.");
    private static final Setting<Long> RETENTION =
            Setting.of(
                            "retention.ms",
                            ValueTypes.DURATION_MILLIS,
                            604_800_000L,
                            "How long records are kept.")
                    .within(Limit.atLeast(1_000L).or(-1L, "ever"))
                    .alias("log.retention.ms")
                    .alias("log.retention.hours", "h")
                    .perTopic();
    private static final Setting<Long> SEGMENT =
            Setting.of("segment.bytes", ValueTypes.BYTES, 1L << 30, "When a file is full.")
                    .within(Limit.between(1L << 20, 2L << 30))
                    .perTopic();
    private static final SettingsTable TABLE =
            new SettingsTable(List.of(NODE_ID, LOG_DIRS, RETENTION, SEGMENT));
    private static final Source ID = Source.flags(List.of("node.id=1"));

    @Test
    void defaultsHoldWhereNothingIsGiven() {
        Settings settings = valid(ID);
        assertEquals(1, settings.get(NODE_ID));
        assertEquals(List.of("data"), settings.get(LOG_DIRS));
        assertEquals(604_800_000L, settings.get(RETENTION));
        assertTrue(settings.isGiven(NODE_ID));
        assertFalse(settings.isGiven(SEGMENT));
        assertEquals(Map.of("node.id", "1"), settings.given());
        assertEquals(
                List.of(
                        "log.dirs=data (default)",
                        "node.id=1 (--set)",
                        "retention.ms=7d (default)",
                        "segment.bytes=1GiB (default)"),
                settings.lines());
    }

    @Test
    void flagsWinOverTheEnvironmentAndThatOverTheFile() {
        Source flags = Source.flags(List.of("node.id=1"));
        Source environment =
                Source.environment(Map.of("SKEIN_NODE_ID", "2", "SKEIN_LOG_DIRS", "/e"), List.of());
        Source file = Source.properties("n", "node.id=3\nlog.dirs=/f\nsegment.bytes=64MiB\n");
        Settings settings = valid(flags, environment, file);
        assertEquals(1, settings.get(NODE_ID));
        assertEquals(List.of("/e"), settings.get(LOG_DIRS));
        assertEquals(64L << 20, settings.get(SEGMENT));
        assertEquals("--set", settings.origin(NODE_ID));
        assertEquals("SKEIN_LOG_DIRS", settings.origin(LOG_DIRS));
        assertEquals("n line 3", settings.origin(SEGMENT));
        assertEquals("default", settings.origin(RETENTION));
    }

    @Test
    void plainNumbersHaveTheUnitOfTheName() {
        assertEquals(500_000L, retention("retention.ms=500000"));
        assertEquals(500_000L, retention("log.retention.ms=500000"));
        assertEquals(24 * 3_600_000L, retention("log.retention.hours=24"));
        assertEquals(90_000L, retention("log.retention.hours=90s"));
        assertEquals(60_000L, retention("retention.ms=1m"));
        assertEquals(-1L, retention("log.retention.hours=-1"));
        assertEquals(Long.MAX_VALUE, retention("retention.ms=9223372036854775807"));
    }

    private static long retention(String flag) {
        return valid(ID, Source.flags(List.of(flag))).get(RETENTION);
    }

    @Test
    void allProblemsAreToldTogether() {
        Source file =
                Source.properties(
                        "node.properties",
                        "log.dir=/x\nsegment.bytes=12\nretention.ms=week\nzzzzzz=1\n");
        Source environment = Source.environment(Map.of("SKEIN_LOG_DRS", "/x"), List.of());
        assertEquals(
                List.of(
                        "SKEIN_LOG_DRS=/x (environment): no such setting;"
                                + " did you mean SKEIN_LOG_DIRS?",
                        "log.dir=/x (node.properties line 1): no such setting;"
                                + " did you mean log.dirs?",
                        "segment.bytes=12 (node.properties line 2): out of range;"
                                + " allowed: 1MiB to 2GiB",
                        "retention.ms=week (node.properties line 3): not a duration like"
                                + " 500ms, 60s, 5m, 12h or 7d;"
                                + " allowed: at least 1s, or -1 for ever",
                        "zzzzzz=1 (node.properties line 4): no such setting",
                        "node.id: must be given. The number of this node."),
                problems(environment, file));
    }

    @Test
    void aRequiredSettingThatIsWrongIsToldOnce() {
        Source environment = Source.environment(Map.of("SKEIN_NODE_ID", "0"), List.of());
        assertEquals(
                List.of("SKEIN_NODE_ID=0 (environment): out of range; allowed: at least 1"),
                problems(environment));
    }

    @Test
    void whatAStrongerSourceHidesIsCheckedAllTheSame() {
        Source file = Source.properties("n", "node.id=x");
        assertEquals(
                List.of("node.id=x (n line 1): not a whole number; allowed: at least 1"),
                problems(ID, file));
    }

    @Test
    void oneSourceMayRepeatItselfButNotContradict() {
        Source same = Source.properties("n", "retention.ms=1h\nlog.retention.hours=1");
        assertEquals(3_600_000L, valid(ID, same).get(RETENTION));
        Source other = Source.properties("n", "retention.ms=1h\nlog.retention.hours=2");
        assertEquals(
                List.of(
                        "log.retention.hours=2 (n line 2): contradicts"
                                + " retention.ms=1h (n line 1)"),
                problems(ID, other));
    }

    @Test
    void aTopicHasWhatTheNodeHasUnlessItSaysOtherwise() {
        Settings node = valid(ID, Source.properties("n", "segment.bytes=64MiB"));
        Settings topic = topic(node, Map.of("retention.ms", "1h"));
        assertEquals(3_600_000L, topic.get(RETENTION));
        assertEquals(64L << 20, topic.get(SEGMENT));
        assertEquals("n line 1", topic.origin(SEGMENT));
        assertEquals(Map.of("retention.ms", "1h"), topic.given());
        assertThrows(BrokenInvariant.class, () -> topic.get(NODE_ID));
    }

    private static Settings topic(Settings node, Map<String, String> given) {
        return TABLE.resolveTopic(Source.of("topic", given), node)
                .match(
                        settings -> settings,
                        problems -> {
                            throw new AssertionError(problems);
                        });
    }

    @Test
    void aTopicHasNoSettingsOfTheNode() {
        Source given = Source.of("topic", Map.of("node.id", "3", "segment.byte", "1GiB"));
        assertEquals(
                new Outcome.Invalid(
                        List.of(
                                "node.id=3 (topic): a setting of the node, not of a topic",
                                "segment.byte=1GiB (topic): no such setting;"
                                        + " did you mean segment.bytes?")),
                TABLE.resolveTopic(given, valid(ID)));
    }

    @Test
    void theReferencePageHasARowForEachSetting() {
        List<String> page = TABLE.markdown().lines().toList();
        assertEquals(2 + TABLE.settings().size(), page.size());
        assertEquals(
                "| `retention.ms`<br>also `log.retention.ms`<br>also `log.retention.hours`"
                        + " | duration | `7d` | at least 1s, or -1 for ever | topic"
                        + " | How long records are kept. |",
                page.get(4));
        assertEquals("node.id (number, required): The number of this node.", TABLE.help().get(0));
    }

    @Test
    void aTableIsCheckedWhenItIsMade() {
        Setting<Long> twice = SEGMENT.alias("node.id");
        assertThrows(BrokenInvariant.class, () -> new SettingsTable(List.of(NODE_ID, twice)));
        assertThrows(BrokenInvariant.class, () -> SEGMENT.within(Limit.atLeast(Long.MAX_VALUE)));
        assertThrows(
                BrokenInvariant.class, () -> Setting.of("Log.Dirs", ValueTypes.INT, 1, "Doc."));
        Settings settings = valid(ID);
        Setting<Integer> stranger = Setting.of("stranger", ValueTypes.INT, 1, "Doc.");
        assertThrows(BrokenInvariant.class, () -> settings.get(stranger));
    }

    @Test
    void editsAreCounted() {
        assertEquals(0, Nearest.edits("abc", "abc"));
        assertEquals(3, Nearest.edits("", "abc"));
        assertEquals(3, Nearest.edits("kitten", "sitting"));
        assertEquals(1, Nearest.edits("log.dir", "log.dirs"));
    }

    private static Settings valid(Source... strongestFirst) {
        return TABLE.resolve(List.of(strongestFirst))
                .match(
                        settings -> settings,
                        problems -> {
                            throw new AssertionError(problems);
                        });
    }

    private static List<String> problems(Source... strongestFirst) {
        return TABLE.resolve(List.of(strongestFirst))
                .match(settings -> List.of(), problems -> problems);
    }
}
