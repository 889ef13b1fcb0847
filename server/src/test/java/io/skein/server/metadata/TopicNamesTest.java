package io.skein.server.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "lines", "a.b_c-D9", "-leading", "CON", "...", "__internal"})
    void goodNames(String name) {
        assertTrue(TopicNames.problemWith(name).isEmpty(), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "__cluster_metadata",
                "__consumer_offsets",
                "../../etc/x",
                "a/b",
                "a\\b",
                "a b",
                "a\u0000b",
                "a\nb",
                "\u001b[31mred",
                "tоpic",
                "ä",
                "a:b",
                "a*",
                "naïve",
                "😀"
            })
    void badNames(String name) {
        String problem = TopicNames.problemWith(name).orElseThrow();
        assertTrue(problem.chars().allMatch(one -> one >= ' ' && one != 0x7f), problem);
    }

    @Test
    void lengthEndsAt249() {
        assertTrue(TopicNames.problemWith("x".repeat(249)).isEmpty());
        String problem = TopicNames.problemWith("x".repeat(250)).orElseThrow();
        assertTrue(problem.contains("249") && problem.contains("250"), problem);
    }

    @Test
    void whatIsShownIsShortAndHarmless() {
        String shown = TopicNames.printable("\u001b[31m" + "x".repeat(1_000_000));
        assertEquals(250, shown.length());
        assertTrue(shown.startsWith("?[31mxxx"), shown);
    }
}
