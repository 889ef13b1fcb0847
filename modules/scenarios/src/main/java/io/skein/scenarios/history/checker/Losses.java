package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import java.util.Optional;

/**
 * What was acknowledged or read, and is not in the final log of each replica: {@code lost-write},
 * {@code lost-write-by-offset}, {@code dirty-read}. Where there is no final read, a poll that went
 * past an acknowledged offset must have returned it.
 */
final class Losses {
    private Losses() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        // A cleaner takes away records that were acknowledged and read; which, only keys can tell.
        if (index.options.topics().compacted()) return findings;
        for (Book book : index.books()) {
            for (Replica replica : book.replicas) new Look(index, book, replica, findings).run();
            if (!book.hasReplicas()) passedOver(book, findings);
        }
        return findings;
    }

    /** Nothing is known but what was polled. */
    private static void passedOver(Book book, Findings findings) {
        Coverage covered = Coverage.of(book.polls);
        for (Op.Send send : book.sends) {
            if (!Book.isTold(send)) continue;
            for (int i = 0; i < send.count(); i++) {
                long offset = send.offset() + i;
                Optional<Op.Poll> over = covered.at(offset);
                if (over.isEmpty() || book.polled.has(offset)) continue;
                findings.add(
                        Anomaly.LOST_WRITE,
                        "value %d of %s is not at %d, where %s went past it",
                        send.value() + i,
                        send,
                        offset,
                        over.get());
            }
        }
    }

    /** One replica, and what it must hold. */
    private static final class Look {
        private final Index index;
        private final Book book;
        private final Replica replica;
        private final Findings findings;
        private final OffsetTable table = new OffsetTable();
        private Optional<LongIndex> values = Optional.empty();

        Look(Index index, Book book, Replica replica, Findings findings) {
            this.index = index;
            this.book = book;
            this.replica = replica;
            this.findings = findings;
            Reads reads = replica.reads();
            for (int i = 0; i < reads.size(); i++) {
                if (reads.isIntact(i)) table.putIfAbsent(reads.offset(i), reads.value(i));
            }
        }

        void run() {
            for (Op.Send send : book.sends) {
                if (Book.isTold(send)) acknowledged(send);
            }
            for (Op.Poll poll : book.polls) polled(poll);
        }

        private void acknowledged(Op.Send send) {
            for (int i = 0; i < send.count(); i++) {
                long offset = send.offset() + i;
                long value = send.value() + i;
                if (offset < replica.told().logStart() || table.get(offset) == value) continue;
                if (!holds(value)) {
                    findings.add(
                            Anomaly.LOST_WRITE,
                            "value %d of %s is not on %s, which holds %d to before %d",
                            value,
                            send,
                            Words.of(replica),
                            replica.told().logStart(),
                            replica.told().highWatermark());
                }
                boolean within = offset < replica.told().highWatermark() || holds(value);
                if (within && !table.has(offset)) {
                    findings.add(
                            Anomaly.LOST_WRITE_BY_OFFSET,
                            "nothing is at %d on %s, where %s was stored",
                            offset,
                            Words.of(replica),
                            send);
                }
            }
        }

        private void polled(Op.Poll poll) {
            Reads reads = poll.reads();
            for (int i = 0; i < reads.size(); i++) {
                long offset = reads.offset(i);
                long value = reads.value(i);
                if (offset < replica.told().logStart() || !reads.isIntact(i)) continue;
                if (table.get(offset) == value || holds(value)) continue;
                boolean elsewhere = book.log.get(offset) == value;
                findings.add(
                        elsewhere ? Anomaly.LOST_WRITE : Anomaly.DIRTY_READ,
                        "value %d at %d was read by %s and is not on %s",
                        value,
                        offset,
                        poll,
                        Words.of(replica));
            }
        }

        /** Whether it is anywhere on the replica. Asked only when it is not where it should be. */
        private boolean holds(long value) {
            if (index.place(value) == OffsetTable.NOTHING) return false;
            if (values.isEmpty()) values = Optional.of(all());
            return values.get().get(value) != LongIndex.NONE;
        }

        private LongIndex all() {
            Reads reads = replica.reads();
            LongIndex all = new LongIndex(reads.size());
            for (int i = 0; i < reads.size(); i++) {
                if (reads.isIntact(i)) all.putIfAbsent(reads.value(i), i);
            }
            return all;
        }
    }
}
