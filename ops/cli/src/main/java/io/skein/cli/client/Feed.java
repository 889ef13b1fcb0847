package io.skein.cli.client;

import io.skein.cli.command.Interruption;
import io.skein.cli.command.Terminal;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.LineReader;
import io.skein.client.SkeinException;
import io.skein.client.producer.Producer;
import io.skein.client.producer.ProducerRecord;
import io.skein.client.producer.ProducerSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of {@code produce}: lines go in until they end, something goes wrong, or the user stops
 * it; then every record taken gets its outcome, and they are counted, once.
 */
final class Feed {
    /** How long records under way may still take once something went wrong. */
    private static final Duration TROUBLE_WAIT_MAX = Duration.ofSeconds(1);

    /** What a line becomes. */
    record Shape(String topic, Optional<KeySeparator> separator, Optional<Integer> partition) {
        ProducerRecord<byte[], byte[]> record(byte[] line, long number) {
            ProducerRecord<byte[], byte[]> record =
                    separator.isPresent()
                            ? separator.get().split(topic, line, number)
                            : ProducerRecord.of(topic, line);
            return partition.isPresent() ? record.withPartition(partition.get()) : record;
        }
    }

    private final Producer<byte[], byte[]> producer;
    private final Shape shape;
    private final Terminal terminal;
    private final LineReader lines;
    private final Duration timeout;
    private final Tally tally = new Tally();
    private boolean told;

    private Feed(ProducerSettings settings, Shape shape, Terminal terminal) {
        this.producer = Producer.create(settings);
        this.shape = shape;
        this.terminal = terminal;
        this.lines = new LineReader(terminal.in());
        this.timeout = settings.deliveryTimeout();
    }

    /**
     * Runs it.
     *
     * @param lookUp throws what is wrong with where records go; asked only if there are none, since
     *     the first one finds out by itself
     */
    static ExitCode run(
            ProducerSettings settings, Shape shape, Terminal terminal, Runnable lookUp) {
        Feed feed = new Feed(settings, shape, terminal);
        Optional<String> trouble = Optional.empty();
        try (Interruption _ = Interruption.does(feed::interrupt)) {
            trouble = feed.readAll(lookUp);
        } finally {
            feed.end(feed.tally.isStopped() ? TROUBLE_WAIT_MAX : feed.timeout, trouble);
        }
        return feed.tally.code();
    }

    private void interrupt() {
        tally.stop("interrupted");
        end(TROUBLE_WAIT_MAX, Optional.empty());
    }

    /** Sends all lines; returns why not, if that has nothing to do with a record's delivery. */
    private Optional<String> readAll(Runnable lookUp) {
        try {
            // After a record that is lost or in doubt the next ones would stand in the wrong order.
            while (!tally.isStopped() && lines.next(line -> send(line, lines.number()))) {}
            if (lines.number() == 0) lookUp.run();
            return Optional.empty();
        } catch (Complaint | SkeinException told) {
            return Optional.of(String.valueOf(told.getMessage()));
        } catch (IOException unreadable) {
            return Optional.of("cannot read standard input: " + unreadable.getMessage());
        }
    }

    private void send(byte[] line, long number) {
        producer.send(shape.record(line, number), tally);
    }

    /** Waits for what is under way, and says once what became of everything. */
    private synchronized void end(Duration longest, Optional<String> trouble) {
        if (told) return;
        told = true;
        producer.close(longest);
        trouble.ifPresent(tally::stop);
        terminal.err().println("skein: " + tally.summary());
    }
}
