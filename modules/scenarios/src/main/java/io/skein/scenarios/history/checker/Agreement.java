package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;

/**
 * Whether all who speak of one offset speak of one record: {@code inconsistent-offsets} and {@code
 * inconsistent-batch-bytes}. Speakers are the replicas, the polls and the answers to producers.
 */
final class Agreement {
    private Agreement() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            OffsetTable hashes = new OffsetTable();
            for (Replica replica : book.replicas) {
                String who = Words.of(replica);
                values(book, replica.reads(), who, findings);
                hashes(hashes, replica.reads(), who, findings);
            }
            for (Op.Poll poll : book.polls) {
                values(book, poll.reads(), poll, findings);
                hashes(hashes, poll.reads(), poll, findings);
            }
            for (Op.Send send : book.sends) {
                if (Book.isTold(send)) answer(book, send, findings);
            }
        }
        return findings;
    }

    private static void values(Book book, Reads reads, Object who, Findings findings) {
        for (int i = 0; i < reads.size(); i++) {
            long offset = reads.offset(i);
            if (!reads.isIntact(i) || book.known(offset) == reads.value(i)) continue;
            findings.add(
                    Anomaly.INCONSISTENT_OFFSETS,
                    "at %d is value %d by %s, and value %d by %s",
                    offset,
                    reads.value(i),
                    who,
                    book.known(offset),
                    witness(book, offset));
        }
    }

    private static void answer(Book book, Op.Send send, Findings findings) {
        for (int i = 0; i < send.count(); i++) {
            long offset = send.offset() + i;
            if (book.known(offset) == send.value() + i) continue;
            findings.add(
                    Anomaly.INCONSISTENT_OFFSETS,
                    "at %d is value %d by %s, and value %d by %s",
                    offset,
                    send.value() + i,
                    send,
                    book.known(offset),
                    witness(book, offset));
        }
    }

    private static void hashes(OffsetTable hashes, Reads reads, Object who, Findings findings) {
        for (int i = 0; i < reads.size(); i++) {
            long hash = reads.hash(i);
            if (hash == 0 || !reads.isIntact(i)) continue;
            long first = hashes.putIfAbsent(reads.offset(i), hash);
            if (first == hash) continue;
            findings.add(
                    Anomaly.INCONSISTENT_BATCH_BYTES,
                    "at %d the bytes have the hash %x by %s, and %x by who spoke first",
                    reads.offset(i),
                    hash,
                    who,
                    first);
        }
    }

    /** Who spoke first of an offset; looked for only when others contradict. */
    private static Object witness(Book book, long offset) {
        long value = book.known(offset);
        for (Replica replica : book.replicas) {
            if (says(replica.reads(), offset, value)) return Words.of(replica);
        }
        for (Op.Poll poll : book.polls) {
            if (says(poll.reads(), offset, value)) return poll;
        }
        for (Op.Send send : book.sends) {
            long nth = offset - send.offset();
            boolean within = Book.isTold(send) && nth >= 0 && nth < send.count();
            if (within && send.value() + nth == value) return send;
        }
        return "nobody";
    }

    private static boolean says(Reads reads, long offset, long value) {
        for (int i = 0; i < reads.size(); i++) {
            if (reads.offset(i) == offset && reads.value(i) == value) return true;
        }
        return false;
    }
}
