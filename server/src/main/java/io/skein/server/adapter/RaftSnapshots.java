package io.skein.server.adapter;

import io.skein.foundation.Check;
import io.skein.raft.RaftLog;
import io.skein.raft.RaftLog.Piece;
import io.skein.raft.SnapshotFormat;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps snapshots, this member's own and one that is being fetched. Owned by the quorum lane. A
 * large one is written in steps, so that ballots and entries find their way between them.
 */
final class RaftSnapshots {
    static final int SAVES_MAX = 16;
    static final int STEP_BYTES = 1 << 20;

    private final RaftDisk disk;
    private final SnapshotFiles files;
    private final ArrayDeque<Saving> saves = new ArrayDeque<>();
    private Optional<LogPoint> newest;
    private Optional<LogPoint> fetched = Optional.empty();
    private long fetchedBytes;
    private int pieces;
    private boolean isClosed;

    RaftSnapshots(RaftDisk disk, SnapshotFiles files, Optional<LogPoint> newest) {
        this.disk = disk;
        this.files = files;
        this.newest = newest;
    }

    /** A snapshot to be kept. */
    record Saving(LogPoint at, Members members, ByteBuffer content, Runnable durable) {}

    void save(Saving saving) {
        Check.that(saves.size() < SAVES_MAX, "too many snapshots at a time");
        saves.addLast(saving);
        if (saves.size() == 1) saveNext();
    }

    private void saveNext() {
        if (saves.isEmpty() || isClosed) return;
        Saving saving = saves.getFirst();
        if (covers(saving.at())) {
            disk.quorum().answer(() -> saved(saving));
            return;
        }
        disk.quorum()
                .offload(
                        () -> SnapshotFormat.head(saving.at(), saving.members(), saving.content()),
                        head -> {
                            if (isClosed) return;
                            disk.change(
                                    _ -> {
                                        files.begin(saving.at());
                                        files.write(saving.at(), 0, head);
                                    },
                                    () -> saveRest(saving, head.remaining(), 0));
                        });
    }

    private void saveRest(Saving saving, int headBytes, int from) {
        if (isClosed) return;
        ByteBuffer content = saving.content();
        int left = content.remaining() - from;
        if (left == 0) {
            disk.change(_ -> files.finish(saving.at()), () -> saved(saving));
            return;
        }
        int bytes = Math.min(left, STEP_BYTES);
        ByteBuffer step = content.slice(content.position() + from, bytes);
        disk.change(
                _ -> files.write(saving.at(), (long) headBytes + from, step),
                () -> saveRest(saving, headBytes, from + bytes));
    }

    private void saved(Saving saving) {
        if (isClosed) return;
        saves.removeFirst();
        if (!covers(saving.at())) newest = Optional.of(saving.at());
        saving.durable().run();
        saveNext();
    }

    /** Whether the newest is of all before that point. */
    boolean covers(LogPoint point) {
        return point.next() <= end();
    }

    /** All before this offset is in the newest. */
    long end() {
        return newest.map(LogPoint::next).orElse(0L);
    }

    void readPiece(LogPoint at, long position, int bytesMax, Consumer<Optional<Piece>> then) {
        if (pieces >= RaftLog.READS_MAX || !newest.equals(Optional.of(at))) {
            disk.quorum().answer(() -> tell(Optional.empty(), then));
            return;
        }
        pieces++;
        disk.ask(
                _ -> files.piece(at, position, bytesMax),
                piece -> {
                    pieces--;
                    tell(piece, then);
                });
    }

    private <T> void tell(T answer, Consumer<T> then) {
        if (!isClosed) then.accept(answer);
    }

    void storePiece(LogPoint at, long position, ByteBuffer bytes, Runnable stored) {
        if (position == 0) {
            fetched = Optional.of(at);
            fetchedBytes = 0;
        }
        Check.that(fetched.equals(Optional.of(at)), "a snapshot is fetched from its beginning");
        Check.ordered(position, fetchedBytes, "pieces leave no gap");
        fetchedBytes = Math.max(fetchedBytes, position + bytes.remaining());
        Check.ordered(fetchedBytes, SnapshotFormat.BYTES_MAX, "a snapshot fits into memory");
        disk.change(_ -> files.store(position, bytes), () -> tell(true, _ -> stored.run()));
    }

    /** Makes what was fetched the newest, if it is a whole one; the log is as it was. */
    void install(LogPoint at, Consumer<Optional<Snapshot>> then) {
        boolean isFetched = fetched.equals(Optional.of(at));
        fetched = Optional.empty();
        fetchedBytes = 0;
        if (!isFetched) {
            disk.quorum().answer(() -> tell(Optional.empty(), then));
            return;
        }
        disk.ask(
                _ -> files.install(at),
                installed -> {
                    if (installed.isPresent()) newest = Optional.of(at);
                    tell(installed, then);
                });
    }

    /** Begins nothing and tells nothing from now on. */
    void close() {
        isClosed = true;
    }
}
