package io.skein.scenarios.quorum;

import io.skein.raft.BallotFormat;
import io.skein.raft.Decoded;
import io.skein.raft.SnapshotFormat;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.LogPoint;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.simulation.Platter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a loss of power would leave of a member's files, if it kept nothing more: found by their
 * bytes alone, whatever the member believes.
 */
record Durables(Platter platter) {
    static final String FOLDER = "__cluster_metadata-0";
    private static final String BALLOT = "quorum-state";
    private static final String LOG = ".log";
    private static final String SNAPSHOT = ".checkpoint";
    private static final int OFFSET_DIGITS = 20;

    /** The ballot, if there is a sound one. */
    Ballot ballot() {
        Optional<byte[]> bytes = platter.durableBytes(BALLOT);
        if (bytes.isEmpty()) return Ballot.NONE;
        return BallotFormat.decode(ByteBuffer.wrap(bytes.get()))
                        instanceof Decoded.Valid<Ballot>(Ballot ballot)
                ? ballot
                : Ballot.NONE;
    }

    /** Where the newest snapshot was taken, by its name. */
    LogPoint snapshot() {
        LogPoint newest = LogPoint.START;
        for (String name : platter.durableNames(FOLDER)) {
            if (!name.endsWith(SNAPSHOT)) continue;
            long next = Long.parseLong(name, 0, OFFSET_DIGITS, 10);
            int end = name.length() - SNAPSHOT.length();
            int epoch = Integer.parseInt(name, OFFSET_DIGITS + 1, end, 10);
            if (next > newest.next()) newest = new LogPoint(next, epoch);
        }
        return newest;
    }

    /** What is in the snapshot that was taken there, if it is a sound one. */
    Optional<Snapshot> content(LogPoint at) {
        String name = "%s/%020d-%010d%s".formatted(FOLDER, at.next(), at.epoch(), SNAPSHOT);
        return platter.durableBytes(name)
                .map(bytes -> SnapshotFormat.decode(ByteBuffer.wrap(bytes)))
                .flatMap(read ->
                        read instanceof Decoded.Valid<Snapshot>(Snapshot found)
                                ? Optional.of(found)
                                : Optional.empty());
    }

    /** Whether all before that point is there: in a snapshot, or as a batch that ends there. */
    boolean holds(LogPoint point) {
        if (point.equals(LogPoint.START)) return true;
        List<Long> bases = bases();
        for (int i = bases.size() - 1; i >= 0; i--) {
            if (bases.get(i) >= point.next()) continue;
            if (holds(bases.get(i), point)) return true;
            break;
        }
        return snapshot().next() >= point.next();
    }

    /** Whether the log goes on from that point, or ends there. */
    boolean endsBehind(LogPoint point) {
        List<Long> bases = bases();
        if (bases.isEmpty()) return false;
        return bases.getLast() >= point.next() || holds(bases.getLast(), point);
    }

    /** The first offsets of the segments. */
    List<Long> bases() {
        List<Long> bases = new ArrayList<>();
        for (String name : platter.durableNames(FOLDER)) {
            if (name.endsWith(LOG)) bases.add(Long.valueOf(name.substring(0, OFFSET_DIGITS)));
        }
        return bases;
    }

    private boolean holds(long base, LogPoint point) {
        String name = "%s/%020d%s".formatted(FOLDER, base, LOG);
        ByteBuffer bytes = ByteBuffer.wrap(platter.durableBytes(name).orElse(new byte[0]));
        int at = 0;
        while (at + Batch.HEADER_BYTES <= bytes.limit()) {
            if (endsAt(bytes, at, point)) return true;
            long size = Batch.sizeBytes(bytes, at);
            if (size < Batch.HEADER_BYTES || at + size > bytes.limit()) break;
            at += (int) size;
        }
        // What rots before a batch hides the way to it, and does the batch no harm.
        for (at = 0; at + Batch.HEADER_BYTES <= bytes.limit(); at++) {
            if (endsAt(bytes, at, point)) return true;
        }
        return false;
    }

    private static boolean endsAt(ByteBuffer bytes, int at, LogPoint point) {
        return Batch.baseOffset(bytes, at) + Batch.lastOffsetDelta(bytes, at) + 1 == point.next()
                && Batch.leaderEpoch(bytes, at) == point.epoch()
                && !(BatchCheck.stored(bytes, at, bytes.limit()) instanceof BatchVerdict.Invalid);
    }
}
