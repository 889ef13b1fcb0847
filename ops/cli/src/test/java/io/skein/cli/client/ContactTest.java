package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.text.Complaint;
import io.skein.foundation.settings.HostPort;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Where commands look for the cluster. */
class ContactTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> THERE = Map.of("SKEIN_BOOTSTRAP", "there:1,there:2");

    @Test
    void whereNodesAreUnlessSomebodySaysOtherwise() {
        String usual = "127.0.0.1:7070, 127.0.0.1:7080, 127.0.0.1:7090";
        assertEquals(usual, contact(NOTHING).toString());
        assertEquals("there:1, there:2", contact(THERE).toString());
        assertEquals("here:3, here:4", contact(THERE, "--bootstrap", "here:3,here:4").toString());
    }

    @Test
    void theFirstToAnswerIsAskedFirst() {
        Contact found = contact(NOTHING).ensureReachable(onlyAt(7080));
        assertEquals("127.0.0.1:7080, 127.0.0.1:7070, 127.0.0.1:7090", found.toString());
        assertEquals(
                List.of("127.0.0.1:7080", "127.0.0.1:7070", "127.0.0.1:7090"),
                found.settings().bootstrap());
    }

    @Test
    void whereNobodyAnswersEachIsNamedWithItsReason() {
        Complaint told =
                assertThrows(
                        Complaint.class,
                        () -> contact(THERE).ensureReachable(at -> Optional.of("no " + at.port())));
        assertEquals(
                "no Skein node answers at there:1 (no 1), there:2 (no 2); start one with: ./skein"
                        + " dev",
                told.line());
    }

    @Test
    void aHostThatNobodyKnowsIsNotTheEnd() {
        String words = "nobody.invalid:1,127.0.0.1:1";
        Complaint told =
                assertThrows(
                        Complaint.class,
                        () -> contact(NOTHING, "--bootstrap", words).ensureReachable());
        assertEquals(
                "no Skein node answers at nobody.invalid:1 (nobody knows the host), 127.0.0.1:1"
                        + " (Connection refused); start one with: ./skein dev",
                told.line());
    }

    private static Function<HostPort, Optional<String>> onlyAt(int port) {
        return at -> at.port() == port ? Optional.empty() : Optional.of("closed");
    }

    private static Contact contact(Map<String, String> environment, String... words) {
        CommandLine command = new CommandLine(new NodesVerb().grammar());
        Terminal terminal =
                new Terminal(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new PrintStream(OutputStream.nullOutputStream()),
                        environment);
        return Contact.of(new Typed(command.parseArgs(words)), terminal);
    }
}
