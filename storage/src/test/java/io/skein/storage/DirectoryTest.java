package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.simulation.Survival;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private static final Uuid CLUSTER = new Uuid(3, 4);

    private static DirectoryRefusal refusal(DirectoryOpening opening) {
        DirectoryRefusal why = assertInstanceOf(DirectoryOpening.Refused.class, opening).why();
        assertTrue(why.sentence().contains("a:data"), why.sentence());
        assertTrue(why.sentence().endsWith("."), why.sentence());
        return why;
    }

    private static DirectoryClaim claim(int node, Uuid cluster) {
        return new DirectoryClaim(node, Optional.of(cluster));
    }

    @Test
    void staysWithItsNodeAndCluster() {
        Story story = new Story(1);
        Rig first = story.rig.opened();
        Uuid id = first.directory().id();
        assertEquals(Optional.empty(), first.directory().clusterId());
        assertEquals(
                new Outcome.Done(),
                first.<Outcome>ask(then -> first.directory().join(CLUSTER, first.owner, then)));
        assertEquals(Optional.of(CLUSTER), first.directory().clusterId());
        story.host.powerCut();
        story.restart();
        assertInstanceOf(
                DirectoryRefusal.ForeignNode.class,
                refusal(story.rig.openDirectory(claim(2, CLUSTER))));
        assertInstanceOf(
                DirectoryRefusal.ForeignCluster.class,
                refusal(story.rig.openDirectory(claim(1, new Uuid(5, 6)))));
        assertInstanceOf(DirectoryOpening.Opened.class, story.rig.openDirectory(claim(1, CLUSTER)));
        assertEquals(id, story.rig.directory().id());
        assertEquals(Optional.of(CLUSTER), story.rig.directory().clusterId());
    }

    @Test
    void isHeldByOneAtATime() {
        Story story = new Story(2);
        story.rig.opened();
        assertInstanceOf(DirectoryRefusal.HeldByAnother.class, refusal(story.rig.openDirectory()));
        assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        story.rig.opened();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() throws IOException {
        for (String text :
                List.of(
                        "version=2\nnode.id=1\n",
                        "version=1\nnode.id=x\n",
                        "version=1\nnode.id=1\ndirectory.id=short\n",
                        "nonsense",
                        "")) {
            Story story = new Story(3);
            story.rig.opened();
            story.restart();
            SmallFile.write(
                    story.rig.disk, DirectoryMark.FILE, text.getBytes(StandardCharsets.UTF_8));
            DirectoryRefusal why = refusal(story.rig.openDirectory());
            boolean isNewer = text.startsWith("version=2");
            assertEquals(isNewer, why instanceof DirectoryRefusal.NewerFormat, text);
        }
        Story story = new Story(4);
        story.open();
        story.restart();
        story.rig.disk.delete(DirectoryMark.FILE);
        assertInstanceOf(DirectoryRefusal.Unmarked.class, refusal(story.rig.openDirectory()));
    }

    @Test
    void saysThatThereIsNoRoom() {
        Story story = new Story(5);
        story.disk().capacityBytes(1);
        assertInstanceOf(DirectoryRefusal.NoRoom.class, refusal(story.rig.openDirectory()));
        story.disk().capacityBytes(10_000);
        story.rig.opened();
        story.disk().capacityBytes(1);
        assertEquals(new LogOpening.NoRoom(), story.rig.open(true));
    }

    @Test
    void theMarkOfAnOrderlyStopIsGoneAfterTheNextStart() throws IOException {
        Story story = new Story(6);
        story.live();
        assertTrue(story.rig.disk.exists(DirectoryOpener.STOPPED_WELL));
        story.restart();
        story.rig.opened();
        story.host.powerCut();
        story.restart();
        assertFalse(story.rig.disk.exists(DirectoryOpener.STOPPED_WELL));
    }

    @Test
    void theMarkOfAnOrderlyStopOutlivesAPowerCut() throws IOException {
        Story story = new Story(6);
        story.live();
        story.disk().survival(Survival.NONE);
        story.host.powerCut();
        story.restart();
        assertTrue(story.rig.disk.exists(DirectoryOpener.STOPPED_WELL));
        story.open();
    }

    @Test
    void anUntidyStopLeavesNoMark() throws IOException {
        Story story = new Story(7);
        Log log = story.open();
        story.append(log, 3, 0);
        assertInstanceOf(Outcome.Offline.class, story.rig.closeDirectory());
        assertFalse(story.rig.disk.exists(DirectoryOpener.STOPPED_WELL));
    }

    @Test
    void listsItsLogs() {
        Story story = new Story(8);
        story.open();
        story.restart();
        story.rig.opened();
        assertEquals(List.of(Rig.NAME), story.rig.directory().found());
        assertEquals(Optional.empty(), LogName.parse("lines-00"));
        assertEquals(Optional.empty(), LogName.parse("lines"));
        assertEquals(Optional.of(new LogName("a-b", 12)), LogName.parse("a-b-12"));
    }
}
