package io.skein.scenarios.history;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.records.Payload;
import io.skein.scenarios.history.ops.Answer;
import io.skein.scenarios.history.ops.Content;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that was sent, answered and read in one run, and the judge of it: each method throws a
 * {@link Violation} when it hears something that cannot be true beside what it heard before. Owned
 * by the world.
 */
public final class Ledger {
    private final Chronicle chronicle;
    private final List<Sent> sent = new ArrayList<>();
    private final TreeMap<PartitionId, Book> books = new TreeMap<>();
    private long acknowledged;
    private long refused;
    private long unknown;
    private long reads;

    /** What is known of a record's fate. */
    private enum Fate {
        OPEN,
        STORED,
        /** It was taken without a promise: it may be lost. */
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }

    private static final class Sent {
        final PartitionId home;
        Fate fate = Fate.OPEN;
        long offset = -1;

        Sent(PartitionId home) {
            this.home = home;
        }
    }

    /** What is known of one partition: which record is where, and how far it can be read. */
    private static final class Book {
        final TreeMap<Long, Long> known = new TreeMap<>();
        long highWatermark;
    }

    /** Nothing has happened; what does is written down there as well. */
    public Ledger(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    public Chronicle chronicle() {
        return chronicle;
    }

    /**
     * Numbers for {@code count} records that are about to be sent there; the first of them.
     *
     * @param process who sends; what it sends to one partition keeps its order
     */
    public long begin(int process, PartitionId home, int count) {
        long first = sent.size();
        for (int i = 0; i < count; i++) {
            sent.add(new Sent(home));
            chronicle.sends(process, home, first + i);
        }
        return first;
    }

    /** The records from {@code first} on were stored durably, the first at this offset. */
    public void stored(long first, int count, long baseOffset) {
        for (int i = 0; i < count; i++) {
            Sent one = settle(first + i, Fate.STORED);
            chronicle.sent(first + i, Answer.OK, baseOffset + i);
            place(one.home, baseOffset + i, first + i);
            acknowledged++;
        }
        Book book = book(sent.get((int) first).home);
        book.highWatermark = Math.max(book.highWatermark, baseOffset + count);
    }

    /** They were taken, and nothing was promised. */
    public void accepted(long first, int count) {
        for (int i = 0; i < count; i++) {
            settle(first + i, Fate.ACCEPTED);
            open(first + i, "stored without a promise");
        }
    }

    /** They were refused for certain, and must never be seen. */
    public void refused(long first, int count, String why) {
        for (int i = 0; i < count; i++) {
            Sent one = settle(first + i, Fate.REFUSED);
            chronicle.sent(first + i, new Answer(Outcome.FAIL, why), Op.UNTOLD);
            if (one.offset >= 0) throw aborted(first + i, one, "refused (" + why + ")");
            refused++;
        }
    }

    /** Nobody knows what became of them. */
    public void unknown(long first, int count) {
        for (int i = 0; i < count; i++) {
            settle(first + i, Fate.UNKNOWN);
            open(first + i, "unknown");
        }
        unknown += count;
    }

    private void open(long number, String why) {
        chronicle.sent(number, new Answer(Outcome.INFO, why), Op.UNTOLD);
    }

    private Sent settle(long number, Fate fate) {
        Sent one = sent.get((int) number);
        Check.that(one.fate == Fate.OPEN, "a record has one outcome", number);
        one.fate = fate;
        return one;
    }

    /** Where that record was sent to, if it was ever sent. */
    public Optional<PartitionId> home(long number) {
        boolean isKnown = number >= 0 && number < sent.size();
        return isKnown ? Optional.of(sent.get((int) number).home) : Optional.empty();
    }

    /** A reader was given this record. */
    public void read(PartitionId home, long offset, Payload value) {
        reads++;
        long number = Content.number(value);
        if (number < 0 || number >= sent.size()) {
            throw new Violation("phantom-value", "%s@%d is nobody's".formatted(home, offset));
        }
        Sent one = sent.get((int) number);
        if (!one.home.equals(home)) {
            throw new Violation(
                    "phantom-value",
                    "%s@%d is record %d, sent to %s".formatted(home, offset, number, one.home));
        }
        if (!Content.isIntact(value, number, home)) {
            throw new Violation(
                    "corrupt-value", "%s@%d, record %d".formatted(home, offset, number));
        }
        if (one.fate == Fate.REFUSED) throw aborted(number, one, "read at " + offset);
        place(home, offset, number);
        Book book = book(home);
        book.highWatermark = Math.max(book.highWatermark, offset + 1);
    }

    private static Violation aborted(long number, Sent one, String how) {
        return new Violation(
                "aborted-read",
                "record %d of %s was %s; it was refused and seen at %d"
                        .formatted(number, one.home, how, one.offset));
    }

    private void place(PartitionId home, long offset, long number) {
        Optional<Long> before = Optional.ofNullable(book(home).known.putIfAbsent(offset, number));
        if (before.isPresent() && before.get() != number) {
            throw new Violation(
                    "inconsistent-offsets",
                    "%s@%d was record %d and is %d".formatted(home, offset, before.get(), number));
        }
        Sent one = sent.get((int) number);
        if (one.offset >= 0 && one.offset != offset) {
            throw new Violation(
                    "duplicate",
                    "record %d of %s is at %d and at %d"
                            .formatted(number, home, one.offset, offset));
        }
        one.offset = offset;
    }

    /** The least that whoever asks from now on must be told. */
    public long highWatermark(PartitionId home) {
        return book(home).highWatermark;
    }

    /** Somebody was told this high watermark, who asked when {@code least} was the least. */
    public void toldHighWatermark(PartitionId home, long least, long highWatermark) {
        if (highWatermark < least) {
            throw new Violation(
                    "hw-regression", "%s: told %d after %d".formatted(home, highWatermark, least));
        }
        Book book = book(home);
        book.highWatermark = Math.max(book.highWatermark, highWatermark);
    }

    /** The whole partition was read in the end: from its start to before {@code end}. */
    public void readWhole(PartitionId home, long end) {
        Book book = book(home);
        if (end < book.highWatermark) {
            throw new Violation(
                    "lost-write",
                    "%s ends at %d, and was known to reach %d: %s"
                            .formatted(home, end, book.highWatermark, promised(book, end)));
        }
        for (long offset = 0; offset < end; offset++) {
            if (!book.known.containsKey(offset)) {
                throw new Violation("offset-hole", "nothing at %s@%d".formatted(home, offset));
            }
        }
    }

    private String promised(Book book, long from) {
        return book.known.tailMap(from).values().stream()
                .limit(5)
                .map(number -> "record " + number + " " + sent.get(number.intValue()).fate)
                .toList()
                .toString();
    }

    private Book book(PartitionId home) {
        return books.computeIfAbsent(home, _ -> new Book());
    }

    /** Records that have no outcome yet. */
    public long open() {
        return sent.stream().filter(one -> one.fate == Fate.OPEN).count();
    }

    public long acknowledged() {
        return acknowledged;
    }

    public long refused() {
        return refused;
    }

    public long unknown() {
        return unknown;
    }

    public long reads() {
        return reads;
    }
}
