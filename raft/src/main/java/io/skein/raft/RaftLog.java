package io.skein.raft;

import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the quorum's entries, its ballot and its snapshots are kept. Owned by the quorum lane: all
 * calls are made there, and all answers come there, by {@code Lane.answer}, never inside the call.
 * No call waits for a disk.
 *
 * <p><em>Order.</em> Ballots, appends and cuts reach the disk, and are answered, in the order in
 * which they were asked for; one sync may answer many. <em>Durable</em> means that the bytes, the
 * file's name and its length survive a loss of power. After a crash the log is what it was at some
 * moment not before the last answer, cut between batches; the ballot is the one last answered, or
 * one asked for after it, whole.
 *
 * <p><em>Failure</em> is terminal: when anything cannot be written, synced or read, or fails its
 * checks, no answer ever comes again, and the host of the lane that met the failure is told.
 */
public interface RaftLog {
    /**
     * What was on disk, all of it synced, when this log was opened; later writes do not change it.
     */
    Remembered remembered();

    /** The snapshot that {@link #remembered} starts with; empty if it starts with the log. */
    Optional<ByteBuffer> rememberedSnapshot();

    /**
     * Replaces the ballot, atomically.
     *
     * @param durable called once, when the new one is durable
     */
    void saveBallot(Ballot ballot, Runnable durable);

    /**
     * Appends a batch at the end of the log, where its {@code first} says it belongs; its epoch is
     * never less than the last one's.
     *
     * @param durable called once, when this batch and all before it are durable, even if it has
     *     been cut off meanwhile
     */
    void append(Batch batch, Runnable durable);

    /**
     * Cuts the log back so that it ends there, between two batches; what is appended next follows
     * that point.
     *
     * @param durable called once, when all before that point is durable and nothing behind it can
     *     come back
     */
    void cut(LogPoint to, Runnable durable);

    /**
     * Reads whole batches, in order and without a gap, of which the first begins at {@code from}.
     * At least one, then as many as fit into {@code bytesMax} and end at or before {@code before}.
     * Both offsets are batch boundaries, {@code from} is less than {@code before}, and {@code
     * before} is durable. At most {@link #READS_MAX} reads are outstanding. The answer is empty if
     * those entries were cut off or dropped before they could be read.
     */
    void read(long from, long before, int bytesMax, Consumer<List<Batch>> then);

    /** Most reads that may be outstanding at a time. */
    int READS_MAX = 64;

    /**
     * Keeps a snapshot of all that lies before {@code at}. It takes the place of the one before it
     * once it is durable; until then that one stays.
     *
     * @param members who voted there, and since which offset
     * @param content what the state machine is to begin with; the bytes must not change any more
     * @param durable called once, when file and name are durable
     */
    void saveSnapshot(LogPoint at, Members members, ByteBuffer content, Runnable durable);

    /** Deletes entries before that point, which the newest durable snapshot covers. */
    void dropHead(LogPoint before);

    /** Bytes of the newest snapshot as they lie on disk, to be kept by another member. */
    record Piece(long total, ByteBuffer bytes) {}

    /**
     * Reads up to {@code bytesMax} bytes of the newest snapshot, if it is the one at {@code at} and
     * has bytes at {@code position}; else the answer is empty.
     */
    void readPiece(LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then);

    /**
     * Keeps bytes of another member's snapshot beside all else; at position 0 those of any other
     * are forgotten.
     *
     * @param stored called once, when they are kept, though not yet durable
     */
    void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored);

    /** A snapshot that another member made, and that took the place of this one's log. */
    record Installed(LogPoint at, Members members, ByteBuffer content) {}

    /**
     * Makes the kept pieces the newest snapshot, if they check out as the one at {@code at}; then
     * drops the log before it, and all of the log where that does not hold that very point. Crash
     * safe: after any crash there is either the old snapshot with its log or the new one with what
     * goes on from it.
     *
     * @param then told when all of that is durable; told nothing if the pieces do not check out, in
     *     which case nothing has changed
     */
    void install(LogPoint at, Consumer<Optional<Installed>> then);
}
