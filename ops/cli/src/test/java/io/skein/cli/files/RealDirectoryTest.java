package io.skein.cli.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.cli.text.ExitCode;
import io.skein.foundation.Uuid;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import io.skein.records.BatchBuilder;
import io.skein.records.Codec;
import io.skein.records.Payload;
import io.skein.records.ProducerStamp;
import io.skein.storage.AppendResult;
import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.CompactionSettings;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.JournalSettings;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.Outcome;
import io.skein.storage.StorageSettings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory as it is: producers' snapshots, a journal, a compacted log. */
class RealDirectoryTest {
    private static final int MAILBOX = 1_000;
    private static final long NOW = 1_700_000_000_000L;
    private static final LogSettings SMALL =
            new LogSettings(4_096, 1 << 20, 256, LogSettings.SegmentAge.NEVER);
    private static final StorageSettings JOURNALED =
            StorageSettings.DEFAULT.withJournal(
                    new JournalSettings(JournalSettings.Use.ALWAYS, 1 << 20, 4));

    private final JdkHost host =
            JdkHost.forClient(
                    "t-",
                    (lane, bug) -> {
                        throw new AssertionError(lane, bug);
                    });
    private final Lane owner = host.lane("partition-0", MAILBOX);
    private final Typing typing = new Typing();

    @TempDir Path data;

    private DataDirectory written;
    private Log lines;
    private Log keys;

    private DataDirectory directory() {
        DirectoryWorld world =
                new DirectoryWorld(
                        host.disk(data.toString()),
                        host.clock(),
                        host.entropy("directory-0"),
                        host.lane("commit-0", MAILBOX),
                        host.lane("read-0", MAILBOX),
                        JOURNALED,
                        why -> {});
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        DirectoryOpening opening =
                this.<DirectoryOpening>ask(then -> DataDirectory.open(world, claim, owner, then));
        return assertInstanceOf(DirectoryOpening.Opened.class, opening).directory();
    }

    private <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        return answer.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @BeforeEach
    void write() {
        written = directory();
        lines = log("lines");
        keys = log("keys");
        for (int i = 0; i < 20; i++) {
            append(lines, new ProducerStamp(40 + i % 2, (short) 3, i / 2), "line " + i);
            append(keys, new ProducerStamp(7, (short) 0, i), "key " + i % 2);
        }
        for (int i = 0; i < 20; i++) append(keys, ProducerStamp.NONE, "key " + i % 3);
        CompactionSettings all =
                new CompactionSettings(0, 0, 0, 1_000, CompactionSettings.Budget.DEFAULT);
        Compaction.Order order = new Compaction.Order(all, NOW, keys.durableEnd());
        CompactionResult result =
                this.<CompactionResult>ask(then -> keys.compaction().start(order, then));
        assertInstanceOf(CompactionResult.Done.class, result);
        append(keys, ProducerStamp.NONE, "key 9");
    }

    @AfterEach
    void stop() throws InterruptedException {
        host.stop(1_000_000_000L);
    }

    private Log log(String topic) {
        Uuid id = new Uuid(7, topic.hashCode() & 0xFFFFL);
        LogOrder order = new LogOrder(new LogName(topic, 0), id, true, SMALL);
        LogOpening opening =
                this.<LogOpening>ask(
                        then -> written.shelf(owner).open(order, (done, total) -> {}, then));
        return assertInstanceOf(LogOpening.Opened.class, opening).log();
    }

    private void append(Log log, ProducerStamp stamp, String key) {
        BatchBuilder builder = new BatchBuilder(Codec.NONE, 1 << 20);
        builder.add(NOW, Payload.of(key), Payload.of("v".repeat(300)), List.of());
        ByteBuffer batch = builder.finish(stamp);
        AppendResult result = this.<AppendResult>ask(then -> then.accept(log.append(batch, 0)));
        assertInstanceOf(AppendResult.Appended.class, result);
        this.<Boolean>ask(then -> lookAgain(log, then));
    }

    private void lookAgain(Log log, Consumer<Boolean> then) {
        if (log.durableEnd() == log.end()) then.accept(true);
        else owner.after(200_000, () -> lookAgain(log, then));
    }

    private void close() {
        assertEquals(new Outcome.Done(), this.<Outcome>ask(lines::close));
        assertEquals(new Outcome.Done(), this.<Outcome>ask(keys::close));
        assertEquals(new Outcome.Done(), this.<Outcome>ask(then -> written.close(owner, then)));
    }

    @Test
    void isSoundWhileItIsUsedAndAfterwards() {
        assertEquals(ExitCode.OK, typing.run("verify", data.toString()), typing.lines() + "");
        assertTrue(typing.lines().getLast().startsWith("2 partitions, "), typing.lines() + "");
        close();
        assertEquals(ExitCode.OK, typing.run("verify", data.toString()));
        assertEquals(2, typing.lines().size(), typing.lines() + "");
        assertTrue(typing.lines().getLast().endsWith(", 0 problems"), typing.lines() + "");
    }

    @Test
    void everyFileIsShown() {
        assertEquals(ExitCode.OK, typing.run("dump", data.toString()));
        assertSays("file: " + data + "/__journal/0\\.journal");
        assertSays("generation: 0  firstSequence: 1  liveFrom: \\d+");
        assertSays(
                "sequence: \\d+  position: \\d+  log: lines-0  incarnation: [0-9a-f]{16}"
                        + "  kind: bytes  segment: \\d+  segmentPosition: \\d+  bytes: \\d+"
                        + "  endOffset: \\d+  confirmed: \\d+  crc: ok");
        assertSays("sequence: .*  log: keys-0 .*  kind: revocation  segment: .*");
        assertSays("producerId: 41  producerEpoch: 3  lastSequence: \\d  lastOffset: \\d+  .*");
        assertSays("clean.to: \\d+  left.bytes: 0  seen.to: \\d+");
        assertSays("baseOffset: .*  count: 0  .*  producerId: 7  .*  baseSequence: 19 .*");
        assertTrue(typing.lines().stream().noneMatch(line -> line.contains("fault: ")));
        typing.out.reset();
        assertEquals(ExitCode.OK, typing.run("dump", data.toString(), "--records", "-o", "json"));
        assertTrue(typing.lines().stream().allMatch(line -> line.matches("\\{.*}")));
        assertSays(".*\"kind\":\"revocation\".*");
        close();
        typing.out.reset();
        Path journal = data.resolve("__journal/0.journal");
        assertEquals(ExitCode.OK, typing.run("dump", journal.toString()));
        assertEquals(2, typing.lines().size(), "after an orderly stop none of it is needed");
        assertSays("generation: 1  firstSequence: (\\d+)  liveFrom: \\1");
    }

    private void assertSays(String pattern) {
        assertTrue(
                typing.lines().stream().anyMatch(line -> line.matches(pattern)),
                pattern + "\n" + String.join("\n", typing.lines()));
    }
}
