package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.DiskFault;
import io.skein.simulation.Survival;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After a failed sync the directory comes back verified after a reboot, or not at all. */
class FailedSyncTest {
    private final Story story = new Story(1);

    private void fail(DiskFault how) {
        Log log = story.open();
        for (int i = 0; i < 6; i++) story.append(log, 4, i);
        story.disk().failNextSync(how);
        story.append(log, 1, 6);
        assertTrue(story.rig.directory().trouble().isPresent());
    }

    private DirectoryOpening openAgain() {
        story.restart();
        return story.rig.openDirectory();
    }

    private boolean isMarked() throws IOException {
        return FailedSync.look(story.host.disk(Rig.PATH)) != FailedSync.Finding.NONE;
    }

    /** What a new process finds in memory would be called durable by a sync that does nothing. */
    @ParameterizedTest
    @EnumSource(
            value = DiskFault.class,
            names = {"SYNC_DROPS_PAGES", "SYNC_KEEPS_PAGES", "SYNC_WRITES_PARTLY"})
    void noProcessOfTheSameBootOpensIt(DiskFault how) {
        fail(how);
        for (int i = 0; i < 2; i++) {
            DirectoryOpening.Refused refused =
                    assertInstanceOf(DirectoryOpening.Refused.class, openAgain());
            assertInstanceOf(DirectoryRefusal.InDoubt.class, refused.why());
            assertTrue(refused.why().sentence().contains("Start the machine anew"));
        }
    }

    @Test
    void afterARebootItIsThereAgainWithAllThatWasPromised() throws IOException {
        fail(DiskFault.SYNC_DROPS_PAGES);
        story.host.powerCut();
        story.restart();
        Log log = story.open();
        assertEquals(new Outcome.Done(), story.rig.close(log));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        assertFalse(isMarked(), "all has been looked at");
        story.restart();
        story.open();
    }

    /** The disk is not to be trusted: what is older than the recovery point is read too. */
    @Test
    void afterARebootAllOfItIsVerified() {
        fail(DiskFault.SYNC_KEEPS_PAGES);
        story.disk().survival(Survival.ALL);
        story.host.powerCut();
        String first = Rig.NAME.folder() + "/00000000000000000000.log";
        story.disk().rot(first, 100, 3);
        story.restart();
        story.rig.opened();
        LogOpening opening = story.rig.open(false);
        LogOpening.Damaged damaged = assertInstanceOf(LogOpening.Damaged.class, opening);
        assertEquals(0, damaged.from());
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.restart();
        story.rig.opened();
        assertInstanceOf(LogOpening.Damaged.class, story.rig.open(false), "not only once");
    }

    /** What nobody opened after the reboot has not been looked at by the stop after it. */
    @Test
    void aLogThatWasNotOpenedIsVerifiedByTheNextStart() throws IOException {
        fail(DiskFault.SYNC_KEEPS_PAGES);
        story.disk().survival(Survival.ALL);
        story.host.powerCut();
        story.restart();
        story.rig.opened();
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        assertTrue(isMarked());
        story.disk().rot(Rig.NAME.folder() + "/00000000000000000000.log", 100, 3);
        story.restart();
        story.rig.opened();
        assertInstanceOf(LogOpening.Damaged.class, story.rig.open(false));
    }

    /** The bytes are in the journal, and the next start puts them back where they were. */
    @Test
    void whatIsGoneFromMemoryIsNotCalledDamaged() {
        JournalLives lives = new JournalLives();
        lives.configure(Rig.JOURNALED);
        lives.make("a", "b");
        lives.stop();
        lives.restart();
        for (String topic : List.of("a", "b")) assertTrue(lives.ends(topic) > 0);
        for (int i = 0; i < 20; i++) lives.write("a", "b");
        // First the recovery points are saved; the segments follow the journal after that.
        lives.world.runFor(7_000_000_000L);
        lives.disk().failNextSync(DiskFault.SYNC_DROPS_PAGES);
        lives.world.runFor(5_000_000_000L);
        assertTrue(lives.rig.directory().trouble().isPresent());
        int missed = 0;
        for (String topic : List.of("a", "b")) {
            Log log = lives.log(topic);
            for (long offset = 0; offset < log.durableEnd(); offset++) {
                ReadResult read = lives.rig.read(log, offset, log.durableEnd(), 1);
                if (read instanceof ReadResult.Batches) continue;
                assertInstanceOf(ReadResult.Offline.class, read, read.toString());
                assertInstanceOf(TimeResult.Offline.class, lives.rig.time(log, 1_000_000));
                missed++;
            }
        }
        assertTrue(missed > 0, "it was not in memory");
    }

    /** It is the directory's disk, whoever meets it first. */
    @Test
    void aSyncThatFailsACompactionEndsTheDirectory() throws IOException {
        Log log = story.rig.opened().log(true);
        for (int i = 0; i < 40; i++) story.rig.store(log, Keyed.batch("v".repeat(400), "k"), 0);
        CompactionSettings settings = new CompactionSettings(0, 0, 0, Keyed.HOUR, Keyed.PLENTY);
        story.disk().failNextSync(DiskFault.SYNC_DROPS_PAGES);
        assertInstanceOf(
                CompactionResult.Parked.class, Keyed.compact(story.rig, log, settings, Keyed.NOW));
        assertTrue(story.rig.directory().trouble().orElseThrow().contains("sync failed"));
        assertTrue(isMarked());
    }

    @Test
    void aSyncThatFailsACompactionIsRememberedThoughTheProcessIsKilledAtOnce() {
        Log log = story.rig.opened().log(true);
        for (int i = 0; i < 40; i++) story.rig.store(log, Keyed.batch("v".repeat(400), "k"), 0);
        CompactionSettings settings = new CompactionSettings(0, 0, 0, Keyed.HOUR, Keyed.PLENTY);
        story.disk().failNextSync(DiskFault.SYNC_DROPS_PAGES);
        Compaction.Order order = new Compaction.Order(settings, Keyed.NOW, log.durableEnd());
        story.rig.owner.answer(() -> log.compaction().start(order, _ -> {}));
        assertTrue(story.world.runUntil(() -> story.disk().errorsMet() > 0, 60_000_000_000L));
        story.host.kill();
        assertTrue(
                story.disk().platter().names().stream()
                        .anyMatch(name -> name.startsWith(FailedSync.PREFIX)));
    }
}
