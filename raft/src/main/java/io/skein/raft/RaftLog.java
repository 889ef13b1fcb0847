package io.skein.raft;

import io.skein.raft.core.Ballot;
import io.skein.raft.core.Remembered;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the quorum's entries and its ballot are kept. Owned by the quorum lane: all calls are made
 * there, and all answers come there, by {@code Lane.answer}, never inside the call. No call waits
 * for a disk.
 *
 * <p><em>Order.</em> Ballots and appends reach the disk, and are answered, in the order in which
 * they were asked for; one sync may answer many. <em>Durable</em> means that the bytes, the file's
 * name and its length survive a loss of power. After a crash the log is a prefix of what was
 * appended, cut between batches, that holds every append which was answered; the ballot is the one
 * last answered, or one asked for after it, whole.
 *
 * <p><em>Failure</em> is terminal: when anything cannot be written, synced or read, or fails its
 * checks, no answer ever comes again, and the host of the lane that met the failure is told.
 */
public interface RaftLog {
    /**
     * What was on disk, all of it synced, when this log was opened; later writes do not change it.
     */
    Remembered remembered();

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
     * @param durable called once, when this batch and all before it are durable
     */
    void append(RaftBatch batch, Runnable durable);

    /**
     * Reads whole batches, in order and without a gap, of which the first begins at {@code from}.
     * At least one, then as many as fit into {@code bytesMax} and end at or before {@code before}.
     * Both offsets are batch boundaries, {@code from} is less than {@code before}, and {@code
     * before} is durable. One read is outstanding at a time.
     */
    void read(long from, long before, int bytesMax, Consumer<List<RaftBatch>> then);
}
