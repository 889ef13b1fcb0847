package io.skein.server.adapter;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Lane;
import io.skein.raft.RaftBatch;
import io.skein.raft.RaftLog;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.Remembered;
import io.skein.storage.AppendResult;
import io.skein.storage.DataDirectory;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The quorum's log on segment files, and its ballot beside them. Owned by the quorum lane. Whatever
 * fails here ends the node: without its metadata log it cannot keep any promise.
 */
public final class StorageRaftLog implements RaftLog {
    private static final String NO_ROOM = "the disk is full";

    private final Log log;
    private final Remembered remembered;
    private final Ballots ballots;
    private final Clock clock;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    /** Where ballots go: written on the commit lane, answered on the quorum lane. */
    record Ballots(Lane quorum, Lane commit, BallotFile file, DataDirectory directory) {
        void replace(Ballot ballot) throws IOException {
            try {
                file.replace(ballot);
            } catch (DiskFull full) {
                // A node must not end for want of room for a vote while room is put by.
                if (!directory.giveUpSpare()) throw full;
                file.replace(ballot);
            }
        }
    }

    private long durableBefore;

    /** Something that was asked for; told in the order of asking, however the disk got there. */
    private static final class Waiting {
        private static final long BALLOT = -1;

        private final long next;
        private final Runnable durable;
        private boolean saved;

        Waiting(long next, Runnable durable) {
            this.next = next;
            this.durable = durable;
        }

        boolean isDurable(long before) {
            return next == BALLOT ? saved : next <= before;
        }
    }

    StorageRaftLog(Log log, Remembered remembered, Ballots ballots, Clock clock) {
        this.log = log;
        this.remembered = remembered;
        this.ballots = ballots;
        this.clock = clock;
        log.listen(this::onNews);
    }

    @Override
    public Remembered remembered() {
        return remembered;
    }

    @Override
    public void saveBallot(Ballot ballot, Runnable durable) {
        Waiting ballotWaiting = new Waiting(Waiting.BALLOT, durable);
        waiting.addLast(ballotWaiting);
        ballots.commit()
                .answer(() -> {
                    try {
                        ballots.replace(ballot);
                    } catch (IOException failed) {
                        throw new BrokenInvariant("the ballot cannot be saved", failed);
                    }
                    ballots.quorum().answer(() -> saved(ballotWaiting));
                });
    }

    private void saved(Waiting ballot) {
        ballot.saved = true;
        tell();
    }

    private void tell() {
        while (!waiting.isEmpty() && waiting.getFirst().isDurable(durableBefore)) {
            waiting.removeFirst().durable.run();
        }
    }

    @Override
    public void append(RaftBatch batch, Runnable durable) {
        Check.same(log.end(), batch.first(), "entries are appended at the end");
        ByteBuffer stored = RaftBatches.encode(batch, clock.wallMillis());
        switch (log.append(stored, batch.epoch())) {
            case AppendResult.Appended(long _, long next) ->
                    waiting.addLast(new Waiting(next, durable));
            // The member bounds what it has outstanding far below what the log takes.
            case AppendResult.Overloaded _ ->
                    throw new BrokenInvariant("the metadata log has too much outstanding");
            case AppendResult.NoRoom(String cause) -> throw failed(cause);
            case AppendResult.Offline(String cause) -> throw failed(cause);
            case AppendResult.Duplicate _,
                    AppendResult.OutOfOrder _,
                    AppendResult.OldEpoch _,
                    AppendResult.UnknownProducer _ ->
                    throw new BrokenInvariant("the metadata log has no idempotent producers");
        }
    }

    private void onNews(LogNews news) {
        switch (news) {
            case LogNews.Durable(long before) -> {
                durableBefore = before;
                tell();
            }
            case LogNews.CutBack _ -> throw failed(NO_ROOM);
            case LogNews.Offline(String cause) -> throw failed(cause);
        }
    }

    /** The cause tells whoever hosts the lane that the disk is to blame, and no bug of ours. */
    private static BrokenInvariant failed(String cause) {
        return new BrokenInvariant("the metadata log has failed", new IOException(cause));
    }

    @Override
    public void read(long from, long before, int bytesMax, Consumer<List<RaftBatch>> then) {
        log.read(from, before, bytesMax, result -> then.accept(decoded(result)));
    }

    private static List<RaftBatch> decoded(ReadResult result) {
        return switch (result) {
            case ReadResult.Batches(List<ByteBuffer> buffers, _, _) -> {
                List<RaftBatch> batches = new ArrayList<>();
                for (ByteBuffer buffer : buffers) RaftBatches.decodeAll(buffer, batches);
                yield batches;
            }
            case ReadResult.OutOfRange(long start, long end) ->
                    throw new BrokenInvariant(
                            "the metadata log begins at %d and ends at %d".formatted(start, end));
            case ReadResult.Damaged(long from, long before, String cause) ->
                    throw new BrokenInvariant(
                            "the metadata log is damaged from %d to %d: %s"
                                    .formatted(from, before - 1, cause));
            case ReadResult.Overloaded _ ->
                    throw new BrokenInvariant("the metadata log is read one read at a time");
            case ReadResult.Offline(String cause) -> throw failed(cause);
        };
    }

    /** Makes all durable and gives the files back; nothing is answered from now on. */
    public void close(Runnable then) {
        log.close(_ -> then.run());
    }
}
