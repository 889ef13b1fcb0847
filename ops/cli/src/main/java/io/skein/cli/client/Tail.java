package io.skein.cli.client;

import io.skein.cli.command.Interruption;
import io.skein.cli.command.Terminal;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.RecordWriter;
import io.skein.client.TopicPartition;
import io.skein.client.WakeupException;
import io.skein.client.consumer.Consumer;
import io.skein.client.consumer.ConsumerRecord;
import io.skein.client.consumer.ConsumerSettings;
import io.skein.client.consumer.OffsetReset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run of {@code consume}: reads until there is enough, nothing comes, or the user stops it. */
final class Tail {
    private static final int POLL_RECORDS_MAX = 5_000;
    private static final Duration FOR_EVER = Duration.ofDays(10_000);
    private static final long STOP_SECONDS_MAX = 2;

    /**
     * What is to be read.
     *
     * @param partitions none means all
     * @param idleMillis how long nothing may come; for ever if absent
     */
    record Wish(
            String topic,
            List<Integer> partitions,
            boolean fromBeginning,
            Optional<Long> offset,
            Optional<Long> recordsMax,
            Optional<Long> idleMillis) {
        Wish {
            partitions = List.copyOf(partitions);
        }
    }

    private final Contact contact;
    private final Wish wish;
    private final RecordForm form;
    private final CountDownLatch ended = new CountDownLatch(1);

    Tail(Contact contact, Wish wish, RecordForm form) {
        this.contact = contact;
        this.wish = wish;
        this.form = form;
    }

    ExitCode run(Terminal terminal) {
        List<TopicPartition> partitions =
                Catalog.partitions(contact, wish.topic(), wish.partitions());
        ConsumerSettings settings =
                ConsumerSettings.builder()
                        .connection(contact.settings())
                        .pollRecordsMax(POLL_RECORDS_MAX)
                        .offsetReset(reset())
                        .unknownTopicWait(Duration.ZERO)
                        .build();
        RecordWriter out = new RecordWriter(terminal.out());
        try (Consumer<byte[], byte[]> consumer = Consumer.create(settings);
                Interruption _ = Interruption.does(() -> stop(consumer))) {
            consumer.assign(partitions);
            wish.offset().ifPresent(at -> partitions.forEach(each -> consumer.seek(each, at)));
            readAll(consumer, out);
        }
        return ExitCode.OK;
    }

    private OffsetReset reset() {
        if (wish.offset().isPresent()) return OffsetReset.NONE;
        return wish.fromBeginning() ? OffsetReset.EARLIEST : OffsetReset.LATEST;
    }

    private void readAll(Consumer<byte[], byte[]> consumer, RecordWriter out) {
        long left = wish.recordsMax().orElse(Long.MAX_VALUE);
        try {
            while (left > 0) {
                List<ConsumerRecord<byte[], byte[]>> records = next(consumer, out);
                if (records.isEmpty()) {
                    if (contact.isReachable()) return;
                    throw Complaint.failed("the connection to " + contact + " is lost");
                }
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (left-- <= 0) break;
                    form.write(record, out);
                }
            }
        } catch (WakeupException stopped) {
            // The user has seen enough; the process is ending already.
        } finally {
            out.flush();
            ended.countDown();
        }
    }

    /** What has come already, or else what comes next, once everything before it is handed on. */
    private List<ConsumerRecord<byte[], byte[]>> next(
            Consumer<byte[], byte[]> consumer, RecordWriter out) {
        List<ConsumerRecord<byte[], byte[]>> ready = consumer.poll(Duration.ZERO);
        if (!ready.isEmpty()) return ready;
        out.flush();
        return consumer.poll(wish.idleMillis().map(Duration::ofMillis).orElse(FOR_EVER));
    }

    /** Ctrl-C: what was read is still handed on whole, so that no line is cut in the middle. */
    private void stop(Consumer<byte[], byte[]> consumer) {
        consumer.wakeup();
        try {
            boolean _ = ended.await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
