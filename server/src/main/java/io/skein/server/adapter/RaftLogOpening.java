package io.skein.server.adapter;

import io.skein.foundation.Check;
import io.skein.foundation.EpochTrail;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Lane;
import io.skein.raft.Decoded;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import io.skein.records.Batch;
import io.skein.storage.DataDirectory;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import io.skein.storage.ReadResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Opens the metadata log: the ballot first, then the newest snapshot, then the entries that go on
 * from it. A directory without a ballot has never taken part in anything, and only there is the log
 * made. Owned by the quorum lane.
 */
public final class RaftLogOpening {
    /** The log's folder is {@code __cluster_metadata-0}, with the id that Kafka gives it too. */
    private static final LogName NAME = new LogName("__cluster_metadata", 0);

    private static final Uuid TOPIC_ID = new Uuid(0, 1);
    private static final LogSettings SETTINGS = LogSettings.ofSegments(64 << 20, SegmentAge.NEVER);

    private static final long RETRY_NANOS = 1_000_000;

    private final Place place;
    private final Consumer<StorageRaftLog> then;
    private final Consumer<String> refused;

    /**
     * Where it lies.
     *
     * @param disk the same place as {@code directory}; used on {@code commit} only
     * @param settings how the log is divided into segments
     */
    public record Place(
            DataDirectory directory,
            Disk disk,
            Lane commit,
            Lane quorum,
            Clock clock,
            LogSettings settings) {
        /** With segments of the usual size. */
        public Place(DataDirectory directory, Disk disk, Lane commit, Lane quorum, Clock clock) {
            this(directory, disk, commit, quorum, clock, SETTINGS);
        }
    }

    /** What lies beside the log. */
    private record Beside(
            Optional<Decoded<Ballot>> ballot,
            Optional<LogPoint> newest,
            Optional<Decoded<Snapshot>> snapshot) {}

    /** What of it can be relied on. */
    private record Sound(Ballot ballot, Optional<Snapshot> snapshot) {
        LogPoint start() {
            return snapshot.map(Snapshot::at).orElse(LogPoint.START);
        }

        Members members() {
            return snapshot.map(Snapshot::members).orElse(Members.NONE);
        }
    }

    private RaftLogOpening(Place place, Consumer<StorageRaftLog> then, Consumer<String> refused) {
        this.place = place;
        this.then = then;
        this.refused = refused;
    }

    /** Answers on the quorum lane: the log, or one sentence that says why not. */
    public static void open(Place place, Consumer<StorageRaftLog> then, Consumer<String> refused) {
        new RaftLogOpening(place, then, refused).readBeside();
    }

    private void readBeside() {
        place.commit()
                .answer(() -> {
                    try {
                        Beside beside = beside();
                        place.quorum().answer(() -> read(beside));
                    } catch (IOException failed) {
                        if (failed instanceof Disk.SyncFailed) place.directory().fail(failed);
                        String cause = String.valueOf(failed.getMessage());
                        place.quorum().answer(() -> refuse("cannot be read: " + cause));
                    }
                });
    }

    private Beside beside() throws IOException {
        SnapshotFiles files = snapshotFiles();
        Optional<Decoded<Ballot>> ballot = new BallotFile(place.disk()).read();
        Optional<LogPoint> newest = files.tidy();
        if (newest.isEmpty()) return new Beside(ballot, newest, Optional.empty());
        return new Beside(ballot, newest, Optional.of(files.read(newest.get())));
    }

    private SnapshotFiles snapshotFiles() {
        return new SnapshotFiles(place.disk(), NAME.folder());
    }

    private void refuse(String sentence) {
        refused.accept("the quorum's files in %s: %s".formatted(place.disk().place(), sentence));
    }

    private void refuseDamaged(long from, long before, String cause) {
        refuse("offsets %d to %d are damaged: %s".formatted(from, before - 1, cause));
    }

    private void read(Beside beside) {
        if (beside.ballot().isPresent()
                && beside.ballot().get() instanceof Decoded.Damaged<Ballot>(String cause)) {
            refuse("%s is damaged (%s); a vote may be lost".formatted(BallotFile.NAME, cause));
            return;
        }
        if (beside.snapshot().isPresent()
                && beside.snapshot().get() instanceof Decoded.Damaged<Snapshot>(String cause)) {
            String name = SnapshotFiles.name(beside.newest().orElseThrow());
            refuse("%s is damaged (%s); what it covers is gone".formatted(name, cause));
            return;
        }
        Sound sound =
                new Sound(valid(beside.ballot()).orElse(Ballot.NONE), valid(beside.snapshot()));
        LogView least = view(sound.start(), sound.start(), EpochTrail.EMPTY);
        Optional<String> damage = new Remembered(sound.ballot(), least, Members.NONE).damage();
        if (damage.isPresent()) refuse(damage.get());
        else
            openLog(
                    new LogOrder(NAME, TOPIC_ID, beside.ballot().isEmpty(), place.settings()),
                    sound);
    }

    private static <T> Optional<T> valid(Optional<Decoded<T>> read) {
        return read.isPresent() && read.get() instanceof Decoded.Valid<T>(T valid)
                ? Optional.of(valid)
                : Optional.empty();
    }

    private void openLog(LogOrder order, Sound sound) {
        place.directory()
                .shelf(place.quorum())
                .open(order, (done, total) -> {}, opening -> opened(opening, sound));
    }

    private void opened(LogOpening opening, Sound sound) {
        switch (opening) {
            case LogOpening.Opened(Log log) -> join(log, sound);
            case LogOpening.Lost _ -> refuse("there is a ballot, but the log is gone");
            case LogOpening.Damaged(long from, long before, String cause) ->
                    refuseDamaged(from, before, cause);
            case LogOpening.Foreign(Uuid id) -> refuse("the log belongs to topic " + id);
            case LogOpening.NoRoom _ -> refuse("the disk is full");
            case LogOpening.Unreadable(String cause) -> refuse("the log cannot be read: " + cause);
            case LogOpening.Offline(String cause) -> refuse(cause);
            case LogOpening.Busy _ -> throw Check.unreachable("the metadata log is opened once");
        }
    }

    /** Makes the log go on from the snapshot, where a crash has kept that from being done. */
    private void join(Log log, Sound sound) {
        LogPoint start = sound.start();
        if (log.start() > start.next()) {
            refuse(
                    "the log begins at %d, and what is before %d is known"
                            .formatted(log.start(), start.next()));
        } else if (RaftCuts.holds(log, start)) {
            scan(log, sound);
        } else if (start.next() > log.end()) {
            replace(log, sound);
        } else {
            doubt(log, sound);
        }
    }

    private void replace(Log log, Sound sound) {
        new RaftCuts(log).wholly(sound.start(), () -> scan(log, sound));
    }

    /**
     * The file of epochs says that the snapshot ends another log than this one. It has no checksum,
     * so its word alone is not enough to let go of entries that may be agreed.
     */
    private void doubt(Log log, Sound sound) {
        long last = sound.start().next() - 1;
        log.read(
                last,
                log.end(),
                1,
                result -> {
                    switch (result) {
                        case ReadResult.Batches(List<ByteBuffer> found, _, _) ->
                                believe(found.getFirst(), log, sound);
                        case ReadResult.Overloaded _ ->
                                place.quorum().after(RETRY_NANOS, () -> doubt(log, sound));
                        case ReadResult.Damaged(long from, long before, String cause) ->
                                refuseDamaged(from, before, cause);
                        case ReadResult.OutOfRange _ ->
                                throw Check.unreachable("what is held can be read");
                        case ReadResult.Offline(String cause) -> refuse(cause);
                    }
                });
    }

    private void believe(ByteBuffer batch, Log log, Sound sound) {
        int at = batch.position();
        LogPoint end = new LogPoint(Batch.nextOffset(batch, at), Batch.leaderEpoch(batch, at));
        if (!end.equals(sound.start())) {
            replace(log, sound);
            return;
        }
        refuse(
                "leader-epoch-checkpoint is damaged: the entry before offset %d is of epoch %d"
                        .formatted(end.next(), end.epoch()));
    }

    private void scan(Log log, Sound sound) {
        VotersScan.From from = new VotersScan.From(sound.start(), sound.members());
        VotersScan.Answers answers =
                new VotersScan.Answers(members -> finish(log, sound, members), this::refuse);
        new VotersScan(log, place.quorum(), from, answers).goOn();
    }

    private void finish(Log log, Sound sound, Members members) {
        LogPoint end =
                log.end() == sound.start().next()
                        ? sound.start()
                        : new LogPoint(log.end(), log.epochs().last().orElseThrow());
        LogView view = view(sound.start(), end, log.epochs());
        Remembered remembered = new Remembered(sound.ballot(), view, members);
        Optional<String> damage = remembered.damage();
        if (damage.isPresent()) {
            refuse(damage.get());
            return;
        }
        RaftDisk disk =
                new RaftDisk(place.quorum(), place.commit(), place.disk(), place.directory());
        StorageRaftLog.Opened opened = new StorageRaftLog.Opened(log, remembered, sound.snapshot());
        then.accept(new StorageRaftLog(opened, disk, snapshotFiles(), place.clock()));
    }

    /** Of a log of which all that is left is durable. */
    private static LogView view(LogPoint start, LogPoint end, EpochTrail epochs) {
        EpochTrail kept = end.equals(start) ? EpochTrail.EMPTY : epochs.trimBefore(start.next());
        return new LogView(start, end, end, kept, 0);
    }
}
