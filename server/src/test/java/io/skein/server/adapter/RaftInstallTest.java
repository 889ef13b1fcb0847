package io.skein.server.adapter;

import static io.skein.server.adapter.RaftLogRig.batch;
import static io.skein.server.adapter.RaftLogRig.content;
import static io.skein.server.adapter.RaftLogRig.voters;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.EpochTrail;
import io.skein.raft.RaftLog.Installed;
import io.skein.raft.RaftLog.Piece;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot that another member made becomes this one's, wholly or not at all. */
class RaftInstallTest {
    private static final LogPoint FOUR = new LogPoint(4, 1);
    private static final LogPoint SIX = new LogPoint(6, 2);
    private static final LogPoint EIGHT = new LogPoint(8, 2);
    private static final LogPoint ELSEWHERE = new LogPoint(6, 3);
    private static final LogPoint FAR = new LogPoint(100, 3);
    private static final Members MEMBERS = new Members(List.of(new Members.At(0, voters(3))));

    private final List<String> told = new ArrayList<>();

    /** The log holds that very point, so what follows it stays. */
    @Test
    void aFetchedSnapshotOfThisVeryLogTakesItsHead() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, 5);
        rig.fetch(SIX, MEMBERS, 700);
        Installed installed = rig.install(SIX).orElseThrow();
        assertEquals(new Installed(SIX, MEMBERS, content(SIX, 700)), installed);
        assertEquals(List.of(batch(2, 6)), rig.read(6, 8, 100));
        assertEquals(List.of(), rig.read(4, 6, 100));
        rig.append(batch(3, 8));
        RaftLogRig next = rig.afterPowerCut();
        assertEquals(SIX, next.view().start());
        assertEquals(List.of(batch(2, 6), batch(3, 8)), next.batches());
        assertEquals(Optional.of(content(SIX, 700)), next.log().rememberedSnapshot());
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 100})
    void aFetchedSnapshotOfAnotherLogTakesItsPlace(long offset) {
        LogPoint at = new LogPoint(offset, 3);
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(FOUR, MEMBERS, 5);
        rig.fetch(at, MEMBERS, 700);
        List<List<Batch>> read = new ArrayList<>();
        rig.on(log -> {
            log.append(batch(2, 8), () -> told.add("append"));
            log.install(at, _ -> told.add("installed"));
            log.append(batch(3, at.next()), () -> told.add("append behind"));
            log.read(4, 8, 100, read::add);
        });
        rig.rest();
        assertEquals(List.of("append", "installed", "append behind"), told);
        assertEquals(List.of(batch(3, at.next())), rig.read(at.next(), at.next() + 2, 100));
        assertEquals(1, read.size());
        LogPoint end = new LogPoint(at.next() + 2, 3);
        EpochTrail trail = EpochTrail.EMPTY.append(3, at.next());
        RaftLogRig next = rig.afterPowerCut();
        assertEquals(new LogView(at, end, end, trail, 0), next.view());
        assertEquals(MEMBERS, next.log().remembered().members());
        assertEquals(List.of(batch(3, at.next())), next.batches());
    }

    /** Asked of the old log at any time, and read when there is another. */
    @Test
    void aReadOfWhatIsReplacedNeverShowsWhatTakesItsPlace() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.fetch(ELSEWHERE, MEMBERS, 700);
        List<List<Batch>> found = new ArrayList<>();
        rig.on(log -> {
            log.install(ELSEWHERE, _ -> told.add("installed"));
            log.append(batch(3, 6), () -> told.add("append"));
        });
        int[] asked = {0};
        while (told.isEmpty()) {
            rig.on(log -> {
                boolean mayAsk = told.isEmpty() && asked[0] - found.size() < 10;
                if (!mayAsk) return;
                asked[0]++;
                log.read(6, 8, 100, found::add);
            });
            rig.world.runFor(100_000);
        }
        rig.rest();
        assertEquals(List.of("installed", "append"), told);
        assertEquals(asked[0], found.size());
        assertFalse(found.contains(List.of(batch(3, 6))), found.toString());
        assertTrue(found.contains(List.<Batch>of()), found.toString());
    }

    @Test
    void whatDoesNotCheckOutIsNotInstalled() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.snapshot(SIX, MEMBERS, 5);
        assertEquals(Optional.empty(), rig.install(FAR), "nothing was fetched");
        rig.fetch(FAR, MEMBERS, 500);
        assertEquals(Optional.empty(), rig.install(EIGHT), "another was fetched");
        ByteBuffer junk = ByteBuffer.wrap(new byte[100]);
        rig.make((log, then) -> log.storePiece(FAR, 0, junk, then));
        assertEquals(Optional.empty(), rig.install(FAR), "it is damaged");
        rig.fetch(FOUR, MEMBERS, 500);
        assertEquals(Optional.empty(), rig.install(FOUR), "it is older than ours");
        Piece part = piece(rig, SIX, 0, 50).orElseThrow();
        rig.make((log, then) -> log.storePiece(FAR, 0, part.bytes(), then));
        assertEquals(Optional.empty(), rig.install(FAR), "some of it is missing");
        assertEquals(List.of(batch(2, 6)), rig.read(6, 8, 100));
        RaftLogRig next = rig.afterPowerCut();
        assertEquals(SIX, next.view().start());
        assertEquals(EIGHT, next.view().end());
    }

    @Test
    void piecesOfAnotherSnapshotAreForgotten() {
        RaftLogRig rig = RaftLogRig.withFourBatches();
        rig.fetch(FAR, MEMBERS, 5_000);
        rig.fetch(ELSEWHERE, MEMBERS, 10);
        assertEquals(content(ELSEWHERE, 10), rig.install(ELSEWHERE).orElseThrow().content());
    }

    private static Optional<Piece> piece(RaftLogRig rig, LogPoint at, long position, int bytes) {
        return rig.ask((log, then) -> log.readPiece(at, position, bytes, then));
    }
}
