package io.skein.scenarios.history.checker;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A history put in order: by partition, and by value. The families of checks only read it. Offsets
 * and values are arrays of longs, because a long run has ten million of them.
 */
final class Index {
    final History history;
    final Options options;
    final TreeMap<String, List<Op.OnTopic>> names = new TreeMap<>();
    final List<Op.DescribeConfig> configs = new ArrayList<>();
    final List<Op.OpenProducer> fences = new ArrayList<>();
    private final TreeMap<PartitionId, Book> books = new TreeMap<>();
    private final TreeMap<Uuid, Op.OnTopic> deleted = new TreeMap<>();
    private final List<Op.Send> sends = new ArrayList<>();
    private final LongIndex numberOf;
    private final long[] placeOf;
    private final int[] sendOf;

    Index(History history, Options options) {
        this.history = history;
        this.options = options;
        for (Op op : history.ops()) file(op);
        for (Replica replica : history.replicas()) book(replica.home()).replicas.add(replica);
        books.values().forEach(Book::arrange);
        int values = Math.toIntExact(sends.stream().mapToLong(Op.Send::count).sum());
        numberOf = new LongIndex(values);
        placeOf = new long[values];
        sendOf = new int[values];
        Arrays.fill(placeOf, OffsetTable.NOTHING);
        for (int i = 0; i < sends.size(); i++) number(i, sends.get(i));
        for (Book book : books.values()) {
            place(book, book.log);
            place(book, book.polled);
        }
    }

    private void file(Op op) {
        switch (op) {
            case Op.Send send -> {
                sends.add(send);
                book(send.home()).sends.add(send);
            }
            case Op.OpenProducer open -> fences.add(open);
            case Op.Poll poll -> {
                book(poll.home()).polls.add(poll);
                book(poll.home()).moves.add(poll);
            }
            case Op.ListOffsets list -> book(list.home()).listings.add(list);
            case Op.DeleteRecords delete -> book(delete.home()).deletions.add(delete);
            case Op.Seek seek -> book(seek.home()).moves.add(seek);
            case Op.Own own -> {
                book(own.home()).owns.add(own);
                book(own.home()).moves.add(own);
            }
            case Op.Release release -> {
                book(release.home()).releases.add(release);
                book(release.home()).moves.add(release);
            }
            case Op.Commit commit -> book(commit.home()).commits.add(commit);
            case Op.FetchCommitted fetch -> book(fetch.home()).fetches.add(fetch);
            case Op.OnTopic topic -> file(topic);
            case Op.DescribeConfig config -> configs.add(config);
        }
    }

    private void file(Op.OnTopic topic) {
        names.computeIfAbsent(topic.name(), _ -> new ArrayList<>()).add(topic);
        boolean gone = topic.deed() == Op.Deed.DELETE && topic.span().isOk();
        if (gone && !topic.id().equals(Uuid.ZERO)) {
            deleted.merge(topic.id(), topic, (a, b) -> endsFirst(a, b) ? a : b);
        }
    }

    private static boolean endsFirst(Op.OnTopic a, Op.OnTopic b) {
        return a.span().completedNanos() <= b.span().completedNanos();
    }

    private void number(int at, Op.Send send) {
        for (int i = 0; i < send.count(); i++) {
            int number = numberOf.size();
            boolean fresh = numberOf.putIfAbsent(send.value() + i, number);
            Check.that(fresh, "every value is sent once", send.value() + i);
            sendOf[number] = at;
        }
    }

    private void place(Book book, OffsetTable table) {
        long at = table.next(0);
        for (long left = table.size(); left > 0 && at != Long.MAX_VALUE; left--) {
            int number = numberOf.get(table.get(at));
            boolean isHere = number >= 0 && sends.get(sendOf[number]).home().equals(book.home);
            if (isHere && placeOf[number] == OffsetTable.NOTHING) placeOf[number] = at;
            at = table.next(at + 1);
        }
    }

    private Book book(PartitionId home) {
        return books.computeIfAbsent(home, Book::new);
    }

    Collection<Book> books() {
        return books.values();
    }

    /** Who sent a value. */
    Optional<Op.Send> sender(long value) {
        int number = numberOf.get(value);
        return number < 0 ? Optional.empty() : Optional.of(sends.get(sendOf[number]));
    }

    /** Where a value was read first; {@link OffsetTable#NOTHING} if it was not. */
    long place(long value) {
        int number = numberOf.get(value);
        return number < 0 ? OffsetTable.NOTHING : placeOf[number];
    }

    /** Where the first value of a send is, by its answer or by what was read. */
    long at(Op.Send send) {
        return Book.isTold(send) ? send.offset() : place(send.value());
    }

    /** Whether it is certain that its first value was stored. */
    boolean isStored(Op.Send send) {
        return send.span().isOk() || place(send.value()) != OffsetTable.NOTHING;
    }

    /** How the topic with this id was deleted, if it was for certain. */
    Optional<Op.OnTopic> deletion(Uuid topic) {
        return Optional.ofNullable(deleted.get(topic));
    }

    /** Whether the topic was surely gone before that began. */
    boolean isGoneBefore(Uuid topic, Span span) {
        return deletion(topic).filter(gone -> gone.span().isBefore(span)).isPresent();
    }
}
