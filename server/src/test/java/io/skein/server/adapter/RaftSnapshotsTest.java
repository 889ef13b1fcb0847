package io.skein.server.adapter;

import static io.skein.server.adapter.RaftLogRig.DATA;
import static io.skein.server.adapter.RaftLogRig.FOLDER;
import static io.skein.server.adapter.RaftLogRig.batch;
import static io.skein.server.adapter.RaftLogRig.content;
import static io.skein.server.adapter.RaftLogRig.voters;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.raft.RaftLog.Piece;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots take the place of what they cover, and nothing else goes. */
class RaftSnapshotsTest {
    private static final LogPoint FOUR = new LogPoint(4, 1);
    private static final LogPoint SIX = new LogPoint(6, 2);
    private static final LogPoint EIGHT = new LogPoint(8, 2);
    private static final LogPoint FAR = new LogPoint(100, 3);
    private static final Members MEMBERS = new Members(List.of(new Members.At(0, voters(3))));
    private static final int LARGE = 2 * RaftSnapshots.STEP_BYTES + 5;

    private final List<String> told = new ArrayList<>();

    private static List<String> files(RaftLogRig rig, Predicate<String> which) throws IOException {
        return rig.host.disk(DATA).list(FOLDER).stream().filter(which).toList();
    }

    private static List<String> snapshots(RaftLogRig rig) throws IOException {
        return files(rig, name -> name.contains("checkpoint") && !name.contains("epoch"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, LARGE})
    void isWhatTheNextStartBeginsWith(int bytes) throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, bytes);
        RaftLogRig next = rig.afterPowerCut();
        EpochTrail trail = EpochTrail.EMPTY.append(2, 4);
        assertEquals(new LogView(FOUR, EIGHT, EIGHT, trail, 0), next.view());
        assertEquals(MEMBERS, next.log().remembered().members());
        assertEquals(Optional.of(content(FOUR, bytes)), next.log().rememberedSnapshot());
        assertEquals(List.of("00000000000000000004-0000000001.checkpoint"), snapshots(next));
    }

    @Test
    void votersAreThoseOfTheSnapshotAndOfWhatFollows() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.append(RaftLogRig.voters(3, 8, 2));
        rig.snapshot(FOUR, MEMBERS, 5);
        Members both =
                new Members(List.of(new Members.At(0, voters(3)), new Members.At(8, voters(2))));
        assertEquals(both, rig.afterPowerCut().log().remembered().members());
    }

    @Test
    void takesThePlaceOfTheOneBefore() throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, 9);
        rig.snapshot(SIX, MEMBERS, 9);
        assertEquals(List.of(SnapshotFiles.name(SIX)), snapshots(rig));
        // One of less is kept by the one of more.
        rig.snapshot(FOUR, MEMBERS, 9);
        RaftLogRig next = rig.afterPowerCut();
        assertEquals(SIX, next.view().start());
        next.snapshot(EIGHT, MEMBERS, 9);
        RaftLogRig last = next.afterPowerCut();
        assertEquals(new LogView(EIGHT, EIGHT, EIGHT, EpochTrail.EMPTY, 0), last.view());
        last.append(batch(3, 8));
        assertEquals(List.of(batch(3, 8)), last.afterPowerCut().batches());
    }

    @Test
    void severalAreSavedOneAfterAnother() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.on(log -> {
            log.saveSnapshot(FOUR, MEMBERS, content(FOUR, LARGE), () -> told.add("four"));
            log.append(batch(3, 8), () -> told.add("append"));
            log.saveSnapshot(SIX, MEMBERS, content(SIX, 3), () -> told.add("six"));
        });
        rig.rest();
        assertEquals(List.of("append", "four", "six"), told, "entries need not wait for snapshots");
        assertEquals(SIX, rig.afterPowerCut().view().start());
    }

    @Test
    void savesAreBounded() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.on(log -> {
            for (int i = 0; i <= RaftSnapshots.SAVES_MAX; i++) {
                log.saveSnapshot(EIGHT, MEMBERS, content(EIGHT, 3), () -> {});
            }
        });
        assertTrue(rig.failure().contains("too many snapshots"));
    }

    @Test
    void theHeadGoesAsFarAsTheSnapshotReaches() throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(SIX, MEMBERS, 9);
        rig.on(log -> log.dropHead(FOUR));
        rig.rest();
        assertEquals(List.of(), rig.read(0, 4, 1_000));
        assertEquals(List.of(batch(2, 4), batch(2, 6)), rig.read(4, 8, 1_000));
        RaftLogRig next = rig.afterPowerCut();
        assertEquals(SIX, next.view().start());
        assertEquals(List.of(batch(2, 6)), next.batches());
        next.snapshot(EIGHT, MEMBERS, 9);
        next.on(log -> log.dropHead(EIGHT));
        next.rest();
        next.append(batch(3, 8));
        LogPoint ten = new LogPoint(10, 3);
        next.snapshot(ten, MEMBERS, 9);
        next.on(log -> log.dropHead(ten));
        next.rest();
        assertFalse(segments(next).contains(0L), "whole segments leave the disk");
        assertEquals(ten, next.afterPowerCut().view().end());
    }

    private static List<Long> segments(RaftLogRig rig) throws IOException {
        return files(rig, name -> name.endsWith(".log")).stream()
                .map(name -> Long.parseLong(name.substring(0, name.length() - 4)))
                .toList();
    }

    @Test
    void nothingGoesThatNoSnapshotCovers() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, 9);
        rig.on(log -> log.dropHead(SIX));
        assertTrue(rig.failure().contains("only what a snapshot covers"));
    }

    @Test
    void nothingIsCutOffThatASnapshotCovers() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(SIX, MEMBERS, 9);
        rig.make((log, then) -> log.cut(SIX, then));
        assertEquals(SIX, rig.afterPowerCut().view().end());
        RaftLogRig next = RaftLogRig.start(rig.world, rig.world.host("b"));
        next.ballot(3);
        next.append(batch(1, 0), batch(1, 2));
        next.snapshot(FOUR, MEMBERS, 9);
        next.on(log -> log.cut(new LogPoint(2, 1), () -> {}));
        assertTrue(next.failure().contains("what a snapshot covers is agreed"));
    }

    @Test
    void piecesMakeUpTheFile() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, 1_000);
        Piece first = piece(rig, FOUR, 0, 100).orElseThrow();
        assertEquals(100, first.bytes().remaining());
        ByteBuffer whole = ByteBuffer.allocate((int) first.total());
        while (whole.hasRemaining()) {
            whole.put(piece(rig, FOUR, whole.position(), 100).orElseThrow().bytes());
        }
        assertEquals(Optional.empty(), piece(rig, FOUR, first.total(), 100));
        assertEquals(Optional.empty(), piece(rig, SIX, 0, 100));
        rig.snapshot(SIX, MEMBERS, 5);
        assertEquals(Optional.empty(), piece(rig, FOUR, 0, 100), "it is the newest no more");
        RaftLogRig fresh = RaftLogRig.start(rig.world, rig.world.host("b"));
        fresh.ballot(1);
        fresh.make((log, then) -> log.storePiece(FOUR, 0, whole.flip(), then));
        assertEquals(content(FOUR, 1_000), fresh.install(FOUR).orElseThrow().content());
    }

    private static Optional<Piece> piece(RaftLogRig rig, LogPoint at, long position, int bytes) {
        return rig.ask((log, then) -> log.readPiece(at, position, bytes, then));
    }

    @Test
    void whatWasLeftHalfDoneIsRemoved() throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.fetch(FAR, MEMBERS, 500);
        rig.on(log -> log.saveSnapshot(FOUR, MEMBERS, content(FOUR, LARGE), () -> {}));
        assertTrue(rig.world.runUntil(() -> hasPart(rig), 60_000_000_000L));
        rig.host.kill();
        RaftLogRig next = rig.restart();
        assertEquals(List.of(), snapshots(next));
        assertFalse(hasPart(next));
        assertEquals(LogPoint.START, next.view().start());
        assertEquals(Optional.empty(), next.install(FAR));
    }

    private static boolean hasPart(RaftLogRig rig) {
        try {
            return !files(rig, name -> name.contains("checkpoint.part")).isEmpty();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aDamagedOneIsRefused() throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, 5);
        rig.snapshot(SIX, MEMBERS, 5);
        rig.close();
        rig.host.kill();
        rig.host.diskFaults(DATA).rot(FOLDER + "/" + SnapshotFiles.name(SIX), 60, 1);
        RaftLogRig next = RaftLogRig.tryStart(rig.world, rig.host.restart());
        assertEquals(
                "the quorum's files in a:data: 00000000000000000006-0000000002.checkpoint is"
                        + " damaged (wrong checksum); what it covers is gone",
                next.refusal());
    }

    /** The file of epochs has no checksum; what it says wrongly must not cost an entry. */
    @ParameterizedTest
    @CsvSource({
        "2, 8, the entry before offset 6 is of epoch 2",
        "3, 14, offset 8 is damaged: leader-epoch-checkpoint does not say that it is of epoch 3"
    })
    void epochsThatAreNotThoseOfTheEntriesAreRefused(int epoch, int position, String why) {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.append(batch(epoch, 8));
        rig.snapshot(SIX, MEMBERS, 5);
        rig.close();
        rig.host.kill();
        rig.host.diskFaults(DATA).rot(FOLDER + "/leader-epoch-checkpoint", position, 0);
        RaftLogRig next = RaftLogRig.tryStart(rig.world, rig.host.restart());
        assertTrue(next.refusal().endsWith(why), next.refusal());
    }

    /** A crash kept the newer one from taking its place wholly. */
    @Test
    void anOlderOneIsRemovedThoughItIsDamaged() throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(SIX, MEMBERS, 5);
        rig.close();
        Disk disk = rig.host.disk(DATA);
        try (DiskFile old = disk.create(FOLDER + "/" + SnapshotFiles.name(FOUR))) {
            old.write(ByteBuffer.wrap(new byte[10]), 0);
        }
        rig.host.kill();
        RaftLogRig next = rig.restart();
        assertEquals(List.of(SnapshotFiles.name(SIX)), snapshots(next));
        assertEquals(SIX, next.view().start());
    }

    /** An old copy of the ballot would let it vote twice. */
    @Test
    void aSnapshotOfALaterEpochThanTheBallotIsRefused() throws IOException {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.fetch(FAR, MEMBERS, 5);
        rig.install(FAR);
        rig.close();
        new BallotFile(rig.host.disk(DATA)).replace(RaftLogRig.ballotOf(2));
        rig.host.kill();
        RaftLogRig next = RaftLogRig.tryStart(rig.world, rig.host.restart());
        assertTrue(next.refusal().contains("the ballot knows only epoch 2"), next.refusal());
    }
}
