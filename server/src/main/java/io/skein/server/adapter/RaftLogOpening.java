package io.skein.server.adapter;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Lane;
import io.skein.raft.Decoded;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Remembered;
import io.skein.server.adapter.StorageRaftLog.Ballots;
import io.skein.storage.DataDirectory;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.LogSettings;
import io.skein.storage.LogSettings.SegmentAge;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Opens the metadata log: the ballot first, then the entries. A directory without a ballot has
 * never taken part in anything, and only there is the log made. Owned by the quorum lane.
 */
public final class RaftLogOpening {
    /** The log's folder is {@code __cluster_metadata-0}, with the id that Kafka gives it too. */
    private static final LogName NAME = new LogName("__cluster_metadata", 0);

    private static final Uuid TOPIC_ID = new Uuid(0, 1);
    private static final LogSettings SETTINGS = LogSettings.ofSegments(64 << 20, SegmentAge.NEVER);

    private final Place place;
    private final Consumer<StorageRaftLog> then;
    private final Consumer<String> refused;

    /**
     * Where it lies.
     *
     * @param disk the same place as {@code directory}; used on {@code commit} only
     */
    public record Place(
            DataDirectory directory, Disk disk, Lane commit, Lane quorum, Clock clock) {}

    private RaftLogOpening(Place place, Consumer<StorageRaftLog> then, Consumer<String> refused) {
        this.place = place;
        this.then = then;
        this.refused = refused;
    }

    /** Answers on the quorum lane: the log, or one sentence that says why not. */
    public static void open(Place place, Consumer<StorageRaftLog> then, Consumer<String> refused) {
        new RaftLogOpening(place, then, refused).readBallot();
    }

    private void readBallot() {
        BallotFile file = new BallotFile(place.disk());
        place.commit()
                .answer(() -> {
                    try {
                        Optional<Decoded<Ballot>> read = file.read();
                        place.quorum().answer(() -> ballotRead(file, read));
                    } catch (IOException failed) {
                        String cause = String.valueOf(failed.getMessage());
                        place.quorum().answer(() -> refuse("cannot be read: " + cause));
                    }
                });
    }

    private void refuse(String sentence) {
        refused.accept("the quorum's files in %s: %s".formatted(place.disk().place(), sentence));
    }

    private void ballotRead(BallotFile file, Optional<Decoded<Ballot>> read) {
        if (read.isPresent() && read.get() instanceof Decoded.Damaged<Ballot>(String cause)) {
            refuse("%s is damaged (%s); a vote may be lost".formatted(BallotFile.NAME, cause));
            return;
        }
        Ballot ballot =
                read.isPresent() && read.get() instanceof Decoded.Valid<Ballot>(Ballot valid)
                        ? valid
                        : Ballot.NONE;
        LogOrder order = new LogOrder(NAME, TOPIC_ID, read.isEmpty(), SETTINGS);
        place.directory()
                .shelf(place.quorum())
                .open(order, (done, total) -> {}, opening -> opened(opening, file, ballot));
    }

    private void opened(LogOpening opening, BallotFile file, Ballot ballot) {
        switch (opening) {
            case LogOpening.Opened(Log log) -> {
                Remembered remembered = new Remembered(ballot, endOf(log));
                Optional<String> damage = remembered.damage();
                if (damage.isPresent()) {
                    refuse(damage.get());
                } else {
                    Ballots ballots =
                            new Ballots(place.quorum(), place.commit(), file, place.directory());
                    then.accept(new StorageRaftLog(log, remembered, ballots, place.clock()));
                }
            }
            case LogOpening.Lost _ -> refuse("there is a ballot, but the log is gone");
            case LogOpening.Damaged(long from, long before, String cause) ->
                    refuse("offsets %d to %d are damaged: %s".formatted(from, before - 1, cause));
            case LogOpening.Foreign(Uuid id) -> refuse("the log belongs to topic " + id);
            case LogOpening.NoRoom _ -> refuse("the disk is full");
            case LogOpening.Unreadable(String cause) -> refuse("the log cannot be read: " + cause);
            case LogOpening.Offline(String cause) -> refuse(cause);
            case LogOpening.Busy _ -> throw Check.unreachable("the metadata log is opened once");
        }
    }

    private static LogPoint endOf(Log log) {
        OptionalInt epoch = log.epochs().last();
        return epoch.isPresent() ? new LogPoint(log.end(), epoch.getAsInt()) : LogPoint.START;
    }
}
