package io.skein.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told to type can be typed. */
class DevWordsTest {
    private static DevWords words(String folder, String... sets) {
        return new DevWords(new DevCluster(folder, 7070, 3), "usual", List.of(sets));
    }

    @Test
    void theUsualNeedNotBeNamed() {
        assertEquals("./skein dev --node 2", words("usual").startOne(2));
        assertEquals("./skein dev --nodes 3", words("usual").startAll());
    }

    @Test
    void anythingElseIsNamedSoThatAShellTakesIt() {
        assertEquals(
                "./skein dev --node 2 --data-dir 'my data' --set 'a=it'\\''s' --set b=1",
                words("my data", "a=it's", "b=1").startOne(2));
    }

    @Test
    void aProcessIsToldToEndWithWhoeverStartsIt() {
        assertEquals(
                List.of(
                        "dev",
                        "--node",
                        "3",
                        "--stop-with-input",
                        "--data-dir",
                        "usual",
                        "--set",
                        "b=1"),
                words("usual", "b=1").process(3));
    }
}
