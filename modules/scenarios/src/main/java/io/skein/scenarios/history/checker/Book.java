package io.skein.scenarios.history.checker;

import io.skein.foundation.PartitionId;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything about one partition, each kind in the order of invocation. Filled by the index, and
 * only read afterwards.
 */
final class Book {
    private static final Comparator<Op> BY_INVOCATION =
            Comparator.comparingLong(op -> op.span().invokedNanos());

    final PartitionId home;
    final List<Op.Send> sends = new ArrayList<>();
    final List<Op.Poll> polls = new ArrayList<>();
    final List<Op.ListOffsets> listings = new ArrayList<>();
    final List<Op.DeleteRecords> deletions = new ArrayList<>();
    final List<Op.Own> owns = new ArrayList<>();
    final List<Op.Release> releases = new ArrayList<>();
    final List<Op.Commit> commits = new ArrayList<>();
    final List<Op.FetchCommitted> fetches = new ArrayList<>();

    /** Everything that moves a consumer: polls, seeks, and what is owned and released. */
    final List<Op> moves = new ArrayList<>();

    final List<Replica> replicas = new ArrayList<>();

    /** What the replicas hold, the first value at each offset. */
    final OffsetTable log = new OffsetTable();

    /** What was polled. */
    final OffsetTable polled = new OffsetTable();

    /** What producers were told. */
    final OffsetTable answered = new OffsetTable();

    Book(PartitionId home) {
        this.home = home;
    }

    /** Once all is there. */
    void arrange() {
        // Two sends may have been begun in one instant; their values tell which was the first.
        sends.sort(BY_INVOCATION.thenComparingLong(op -> ((Op.Send) op).value()));
        polls.sort(BY_INVOCATION);
        listings.sort(BY_INVOCATION);
        deletions.sort(BY_INVOCATION);
        owns.sort(BY_INVOCATION);
        releases.sort(BY_INVOCATION);
        commits.sort(BY_INVOCATION);
        fetches.sort(BY_INVOCATION);
        moves.sort(BY_INVOCATION);
        for (Replica replica : replicas) put(replica.reads(), log);
        for (Op.Poll poll : polls) put(poll.reads(), polled);
        for (Op.Send send : sends) {
            if (!isTold(send)) continue;
            for (int i = 0; i < send.count(); i++) {
                answered.putIfAbsent(send.offset() + i, send.value() + i);
            }
        }
    }

    private static void put(Reads reads, OffsetTable table) {
        for (int i = 0; i < reads.size(); i++) {
            if (reads.isIntact(i)) table.putIfAbsent(reads.offset(i), reads.value(i));
        }
    }

    /** Whether its producer was told where it is. */
    static boolean isTold(Op.Send send) {
        return send.span().isOk() && send.offset() >= 0;
    }

    boolean hasReplicas() {
        return !replicas.isEmpty();
    }

    /** The log as it was read in the end, or else as it was polled. */
    OffsetTable found() {
        return hasReplicas() ? log : polled;
    }

    /** What is at this offset by whatever is known; {@link OffsetTable#NOTHING} if nothing is. */
    long known(long offset) {
        if (log.has(offset)) return log.get(offset);
        return polled.has(offset) ? polled.get(offset) : answered.get(offset);
    }

    /** All before this may have gone for good reasons. */
    long mayBeGoneBefore() {
        long before = 0;
        for (Replica replica : replicas) before = Math.max(before, replica.told().logStart());
        for (Op.DeleteRecords deletion : deletions) {
            if (deletion.span().mayHold()) before = Math.max(before, deletion.before());
        }
        for (Op.ListOffsets listing : listings) {
            before = Math.max(before, listing.told().logStart());
        }
        for (Op.Poll poll : polls) before = Math.max(before, poll.told().logStart());
        return before;
    }
}
