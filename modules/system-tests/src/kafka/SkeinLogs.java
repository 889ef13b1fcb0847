import static java.nio.charset.StandardCharsets.UTF_8;

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
import io.skein.storage.Shelf;
import io.skein.storage.StorageSettings;
import io.skein.storage.TruncateResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does with Skein's own logs what no client can ask of a node yet, for each codec, with idempotent
 * producers. Arguments: what to do; a data directory.
 *
 * <ul>
 *   <li>{@code make}: logs that are cut inside of a segment, or wholly, and go on; and logs that
 *       are compacted several times
 *   <li>{@code write}: logs whose every append goes through the journal, until somebody kills it;
 *       prints the ends that are acknowledged
 *   <li>{@code recover}, with the last line of that: opens those again, and goes on for a while
 * </ul>
 */
class SkeinLogs {
    private static final int MAILBOX = 1 << 16;
    private static final long HOUR = 3_600_000;
    private static final int KEYS = 40;
    private static final int PRODUCERS = 4;
    private static final long NOW = System.currentTimeMillis();
    private static final LogSettings SMALL =
            new LogSettings(30_000, 1 << 20, 1_000, LogSettings.SegmentAge.NEVER);
    private static final JournalSettings JOURNAL =
            new JournalSettings(JournalSettings.Use.ALWAYS, 4 << 20, 16);

    private final CompletableFuture<Object> failed = new CompletableFuture<>();
    private final JdkHost host =
            JdkHost.forClient("logs-", (lane, bug) -> failed.completeExceptionally(bug));
    private final Lane owner = host.lane("partition-0", MAILBOX);
    private final DataDirectory directory;
    private final Shelf shelf;
    private final Map<String, Integer> sequences = new HashMap<>();
    private final List<Log> logs = new ArrayList<>();

    /** Grows with every cut and every start, so that all begin their sequences anew. */
    private short producerEpoch;

    private int made;

    private SkeinLogs(String folder) throws Exception {
        DirectoryWorld world =
                new DirectoryWorld(
                        host.disk(folder),
                        host.clock(),
                        host.entropy("directory-0"),
                        host.lane("commit-0", MAILBOX),
                        host.lane("read-0", MAILBOX),
                        withJournal(),
                        why -> failed.completeExceptionally(new IllegalStateException(why)));
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        DirectoryOpening opening =
                this.<DirectoryOpening>ask(
                        then -> DataDirectory.open(world, claim, owner, then));
        directory = expect(DirectoryOpening.Opened.class, opening).directory();
        shelf = directory.shelf(owner);
    }

    public static void main(String[] words) throws Exception {
        SkeinLogs all = new SkeinLogs(words[1]);
        switch (words[0]) {
            case "make" -> all.make();
            case "write" -> all.write();
            case "recover" -> all.recover(words[2].split(" "));
            default -> throw new IllegalArgumentException(words[0]);
        }
        for (Log log : all.logs) expect(Outcome.Done.class, all.<Outcome>ask(log::close));
        Outcome closed = all.<Outcome>ask(then -> all.directory.close(all.owner, then));
        expect(Outcome.Done.class, closed);
        all.host.stop(TimeUnit.SECONDS.toNanos(60));
    }

    private void make() throws Exception {
        for (Codec codec : Codec.values()) {
            String name = codec.name().toLowerCase(Locale.ROOT);
            cutInside(open("cut-" + name, 0, true), codec);
            cutWholly(open("emptied-" + name, 0, true), codec);
            compacted(open("compacted-" + name, 0, true), codec);
        }
    }

    private void cutInside(Log log, Codec codec) throws Exception {
        append(log, codec, 300, 1);
        for (int part = 3; part > 0; part--) {
            long offset = log.end() * part / 4 + 1;
            TruncateResult cut = this.<TruncateResult>ask(then -> log.truncation().to(offset, then));
            long end = expect(TruncateResult.Done.class, cut).end();
            if (end > offset || end < offset - 20) throw new IllegalStateException(cut.toString());
            producerEpoch++;
            append(log, codec, 20, 5 - part);
        }
        append(log, codec, 300, 7);
    }

    private void cutWholly(Log log, Codec codec) throws Exception {
        append(log, codec, 200, 1);
        expect(
                TruncateResult.Done.class,
                this.<TruncateResult>ask(then -> log.truncation().wholly(5_000, then)));
        producerEpoch++;
        append(log, codec, 200, 2);
    }

    private void compacted(Log log, Codec codec) throws Exception {
        long removed = 0;
        for (int pass = 0; pass < 6; pass++) {
            append(log, codec, 150, 1 + pass / 2);
            // The last two take out what is written last in the other order: only what is worth it.
            long lagMax = pass < 4 ? 0 : -1;
            CompactionSettings settings =
                    new CompactionSettings(0, 0, lagMax, HOUR, CompactionSettings.Budget.DEFAULT);
            Compaction.Order order =
                    new Compaction.Order(settings, NOW + pass * HOUR, log.durableEnd());
            CompactionResult result =
                    this.<CompactionResult>ask(then -> log.compaction().start(order, then));
            removed += expect(CompactionResult.Done.class, result).removedBytes();
        }
        if (removed < 50_000) throw new IllegalStateException("only " + removed + " bytes went");
        append(log, codec, 10, 4);
    }

    private void write() throws Exception {
        List<Log> each = killed(true);
        for (int round = 0; ; round++) {
            for (int i = 0; i < each.size(); i++) append(each.get(i), Codec.values()[i], 3, 1);
            StringBuilder ends = new StringBuilder();
            for (Log log : each) ends.append(log.durableEnd()).append(' ');
            System.out.println(ends.append('.'));
        }
    }

    private void recover(String... ends) throws Exception {
        List<Log> each = killed(false);
        producerEpoch = 1;
        for (int i = 0; i < each.size(); i++) {
            long gone = Long.parseLong(ends[i]) - each.get(i).end();
            if (gone > 0) throw new IllegalStateException(gone + " acknowledged records are gone");
            append(each.get(i), Codec.values()[i], 30, 2);
        }
    }

    private List<Log> killed(boolean areNew) throws Exception {
        List<Log> each = new ArrayList<>();
        for (Codec codec : Codec.values()) {
            each.add(open("killed-" + codec.name().toLowerCase(Locale.ROOT), 0, areNew));
        }
        return each;
    }

    private Log open(String name, int partition, boolean isNew) throws Exception {
        Uuid topic = new Uuid(77, name.hashCode() & 0xFFFFL);
        LogOrder order = new LogOrder(new LogName(name, partition), topic, isNew, SMALL);
        LogOpening opening =
                this.<LogOpening>ask(then -> shelf.open(order, (done, total) -> {}, then));
        Log log = expect(LogOpening.Opened.class, opening).log();
        logs.add(log);
        return log;
    }

    /** Waits for the disk after each few. */
    private void append(Log log, Codec codec, int batches, int leaderEpoch) throws Exception {
        for (int i = 0; i < batches; i++) {
            ByteBuffer batch = batch(log, codec);
            AppendResult result =
                    this.<AppendResult>ask(then -> then.accept(log.append(batch, leaderEpoch)));
            expect(AppendResult.Appended.class, result);
            if (i % 7 == 6) settle(log);
        }
        settle(log);
    }

    private ByteBuffer batch(Log log, Codec codec) {
        BatchBuilder builder = new BatchBuilder(codec, 1 << 20);
        int records = 1 + made % 11;
        for (int i = 0; i < records; i++) {
            int number = made * 7 + i * 3;
            String text = "the value of record " + number + " ";
            Payload value = number % 5 == 0 ? Payload.ABSENT : Payload.of(text.repeat(1 + i));
            long time = NOW + made + i - (made % 7 == 0 ? 5_000 : 0);
            builder.add(time, key(number), value, List.of());
        }
        return builder.finish(stamp(log, records));
    }

    /** Some come again and again, some hardly ever. */
    private static Payload key(int number) {
        int key = number % 9 == 0 ? KEYS + number % 2_000 : number % KEYS;
        return Payload.of(("key " + key).getBytes(UTF_8));
    }

    private ProducerStamp stamp(Log log, int records) {
        int producer = made++ % (PRODUCERS + 1);
        if (producer == PRODUCERS) return ProducerStamp.NONE;
        // One of them is silent after a while, and is known by a batch without records then.
        if (producer == 0 && made > 60 && made % 1_000 > 60) return ProducerStamp.NONE;
        String who = log.name() + " " + producer + " " + producerEpoch;
        int first = sequences.getOrDefault(who, 0);
        sequences.put(who, first + records);
        return new ProducerStamp(producer, producerEpoch, first);
    }

    private void settle(Log log) throws Exception {
        this.<Boolean>ask(then -> lookAgain(log, then));
    }

    private void lookAgain(Log log, Consumer<Boolean> then) {
        if (log.durableEnd() == log.end()) then.accept(true);
        else owner.after(200_000, () -> lookAgain(log, then));
    }

    /** Segments are synced late, so that the journal alone has what came last. */
    private static StorageSettings withJournal() {
        StorageSettings usual = StorageSettings.DEFAULT;
        return new StorageSettings(
                usual.batchBytesMax(),
                usual.undurableBytesMax(),
                usual.logTailBytesMax(),
                usual.tailBytesMax(),
                usual.stagingBytes(),
                usual.readsMax(),
                usual.openFilesMax(),
                TimeUnit.MINUTES.toNanos(10),
                usual.recoveryBytesMax(),
                usual.reserveBytes(),
                usual.guard(),
                JOURNAL);
    }

    private <T> T ask(Consumer<Consumer<T>> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        CompletableFuture.anyOf(answer, failed).get(60, TimeUnit.SECONDS);
        return answer.join();
    }

    private static <T> T expect(Class<T> kind, Object found) {
        if (!kind.isInstance(found)) throw new IllegalStateException(String.valueOf(found));
        return kind.cast(found);
    }
}
