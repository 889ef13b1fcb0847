package io.skein.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static Arguments read(String line) {
        return Arguments.of(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    @Test
    void everyOptionIsUnderstood() {
        Arguments read = read("produce --nodes 1 --seconds 3 --size 100 --rate 5000 --dir /a/b");
        assertEquals(Arguments.Command.PRODUCE, read.command());
        assertEquals(1, read.nodes());
        assertEquals(3, read.seconds());
        assertEquals(100, read.sizeBytes());
        assertEquals(Optional.of(5000), read.perSecond());
        assertEquals("/a/b", read.folder().orElseThrow().toString());
    }

    @Test
    void countsHaveDefaults() {
        assertEquals(2, read("recovery").gigabytes());
        assertEquals(7, read("recovery --gb 7").gigabytes());
        assertEquals(20_000, read("partitions").count());
        assertEquals(30, read("partitions --count 30").count());
    }

    @Test
    void idlenessTakesItsTime() {
        Arguments read = read("idle --partitions 300 --seconds 30");
        assertEquals(Arguments.Command.IDLE, read.command());
        assertEquals(300, read.partitions());
        assertEquals(30, read.seconds());
        assertEquals(6_000, read("idle").partitions());
        assertEquals(60, read("idle").seconds());
        assertEquals(Arguments.Command.METADATA, read("metadata").command());
    }

    @Test
    void storageTakesItsTime() {
        Arguments read = read("storage --seconds 2");
        assertEquals(Arguments.Command.STORAGE, read.command());
        assertEquals(2, read.seconds());
        assertEquals(10, read("storage").seconds());
    }

    @Test
    void aProposalIsSmallerThanARecord() {
        assertEquals(Arguments.Command.QUORUM, read("quorum").command());
        assertEquals(256, read("quorum").sizeBytes());
        assertEquals(1000, read("quorum --size 1000").sizeBytes());
        assertEquals(1024, read("produce").sizeBytes());
    }

    @Test
    void aClusterHasCopiesAndMayHaveAPeer() {
        Arguments read = read("produce --nodes 3 --rf 2 --kafka");
        assertEquals(3, read.nodes());
        assertEquals(2, read.replicas());
        assertTrue(read.isBesideKafka());
        assertTrue(read("produce --nodes 3").isOfCluster());
        assertFalse(read("produce").isOfCluster());
        assertEquals(1, read("produce").replicas());
    }

    @Test
    void latencyIsOfAClusterAtARate() {
        Arguments read = read("latency");
        assertEquals(Arguments.Command.LATENCY, read.command());
        assertEquals(3, read.nodes());
        assertEquals(3, read.replicas());
        assertEquals(Optional.of(5_000), read.perSecond());
        assertEquals(Optional.of(70), read("latency --rate 70").perSecond());
        assertEquals(Optional.empty(), read("produce").perSecond());
    }

    @Test
    void rawIsAFlag() {
        assertTrue(read("produce --raw --seconds 3").isRaw());
        assertTrue(read("produce --seconds 3 --raw").isRaw());
    }

    @Test
    void helpIsHeardAnywhere() {
        assertEquals(Arguments.Command.HELP, read("produce --seconds --help").command());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sing",
                "recovery --nodes 3",
                "produce --nodes 3 --rf 4",
                "produce --nodes 3 --raw",
                "quorum --kafka",
                "produce --nodes 0",
                "produce --seconds ten",
                "produce --seconds",
                "storage --seconds 0",
                "produce --size 99999999999",
                "produce --loud 3",
                "produce --loud",
                "idle --partitions 0",
                "produce --raw --rate 5"
            })
    void whatCannotBeIsRefused(String line) {
        assertThrows(WrongUse.class, () -> read(line));
    }

    @Test
    void wrongUseIsOneLineAndItsOwnExitCode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit =
                Bench.run(
                        List.of("recovery", "--nodes", "3"),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(2, exit);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(
                "bench: only produce and latency know --nodes and --kafka\n",
                err.toString(StandardCharsets.UTF_8));
    }
}
