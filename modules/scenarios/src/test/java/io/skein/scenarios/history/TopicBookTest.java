package io.skein.scenarios.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TopicBookTest {
    private static final Uuid FIRST = new Uuid(1, 1);
    private static final Uuid SECOND = new Uuid(1, 2);

    private final TopicBook book = new TopicBook();

    private static void assertViolates(String invariant, Executable what) {
        assertEquals(invariant, assertThrows(Violation.class, what).invariant());
    }

    @BeforeEach
    void oneTopicIsThere() {
        book.creating("t", 3);
        book.created("t", FIRST, 3);
    }

    @Test
    void aTopicIsThereUntilItIsDeleted() {
        assertTrue(book.mustExist(FIRST));
        assertViolates("topic-lost", () -> book.isMissing("t"));
        assertViolates("topic-lost", () -> book.listed(new TreeSet<>(List.of("other"))));
        book.deleted("t", FIRST);
        assertFalse(book.mustExist(FIRST));
        book.isMissing("t");
        assertViolates("topic-phantom", () -> book.existsAlready("t"));
    }

    @Test
    void whatIsDeletedStaysSo() {
        book.deleted("t", FIRST);
        assertViolates("topic-resurrected", () -> book.described("t", FIRST, 3, new TreeMap<>()));
        assertViolates("topic-id-again", () -> book.created("t", FIRST, 3));
    }

    @Test
    void aTopicHasAllItsPartitionsOrNone() {
        assertViolates("topic-half", () -> book.described("t", FIRST, 2, new TreeMap<>()));
    }

    @Test
    void nobodyMayGetItTwice() {
        assertViolates("topic-twice", () -> book.created("t", SECOND, 3));
    }

    @Test
    void aDeletionOfUnknownOutcomeMayComeTrueLater() {
        book.deletionUnknown("t");
        assertFalse(book.mustExist(FIRST));
        book.isMissing("t");
        assertEquals(List.of(), book.topics());
    }

    @Test
    void aCreationOfUnknownOutcomeMayComeTrueLater() {
        book.creating("u", 1);
        assertViolates("topic-phantom", () -> book.existsAlready("u"));
        book.creationUnknown("u");
        book.existsAlready("u");
        book.described("u", SECOND, 1, new TreeMap<>());
        assertTrue(book.mustExist(SECOND));
    }

    @Test
    void partitionsThatWereAddedStay() {
        book.growing("t", 5);
        book.grown("t", 5);
        assertEquals(5, book.topic("t").orElseThrow().partitions());
        assertTrue(book.mustExist(FIRST));
        book.described("t", FIRST, 5, new TreeMap<>());
        assertViolates("topic-half", () -> book.described("t", FIRST, 3, new TreeMap<>()));
    }

    @Test
    void partitionsThatWereAskedForMayComeLater() {
        book.growing("t", 4);
        book.growing("t", 5);
        book.described("t", FIRST, 3, new TreeMap<>());
        book.described("t", FIRST, 4, new TreeMap<>());
        assertEquals(4, book.topic("t").orElseThrow().partitions());
        assertViolates("topic-half", () -> book.described("t", FIRST, 3, new TreeMap<>()));
        assertViolates("topic-half", () -> book.described("t", FIRST, 6, new TreeMap<>()));
    }

    @Test
    void aSettingStays() {
        book.configured("t", "k", "v");
        assertViolates(
                "config-lost",
                () -> book.described("t", FIRST, 3, new TreeMap<>(Map.of("k", "w"))));
        book.configUnknown("t", "k");
        book.described("t", FIRST, 3, new TreeMap<>(Map.of("k", "w")));
    }
}
