package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.simulation.Survival;
import io.skein.storage.format.Checkpoint;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a power cut leaves of logs that hold nothing yet. */
class NewLogsTest {
    private static final int LOGS = 300;
    private static final long LONG_NANOS = 60_000_000_000L;

    private final Story story = new Story(7);

    private static LogOrder order(int number, boolean isNew) {
        return new LogOrder(new LogName("lines", number), Rig.TOPIC, isNew, Rig.SMALL);
    }

    private List<LogOpening> open(int from, int before, boolean isNew) {
        return story.rig.<List<LogOpening>>ask(then -> {
            List<LogOpening> all = new ArrayList<>();
            for (int number = from; number < before; number++) {
                story.rig
                        .shelf()
                        .open(
                                order(number, isNew),
                                (_, _) -> {},
                                opening -> {
                                    all.add(opening);
                                    if (all.size() == before - from) then.accept(List.copyOf(all));
                                });
            }
        });
    }

    private void powerCut() {
        story.disk().survival(Survival.NONE);
        story.host.powerCut();
        story.restart();
        story.rig.opened();
    }

    private String list() throws IOException {
        byte[] text = SmallFile.read(story.rig.disk, FileNames.NEW_LOGS).orElse(new byte[0]);
        return new String(text, StandardCharsets.UTF_8);
    }

    @Test
    void manyAreMadeWithOneList() {
        story.rig.opened();
        long before = story.disk().operations();
        open(0, LOGS, true).forEach(NewLogsTest::logOf);
        long used = story.disk().operations() - before;
        assertTrue(used <= 10, used + " operations");
        powerCut();
        open(0, LOGS, false).forEach(NewLogsTest::logOf);
    }

    private static Log logOf(LogOpening opening) {
        return assertInstanceOf(LogOpening.Opened.class, opening).log();
    }

    @Test
    void whatIsOnTheDiskByNowIsInNoList() throws IOException {
        story.rig.opened();
        open(0, 2, true);
        assertTrue(list().contains("lines 1 " + Rig.TOPIC), list());
        story.world.runFor(LONG_NANOS);
        assertEquals("0\n0\n", list());
        powerCut();
        open(0, 2, false).forEach(NewLogsTest::logOf);
    }

    @Test
    void aStartMakesThemDurableAndForgetsTheList() throws IOException {
        story.rig.opened();
        open(0, 2, true);
        powerCut();
        assertFalse(story.rig.disk.exists(FileNames.NEW_LOGS));
        powerCut();
        open(0, 2, false).forEach(NewLogsTest::logOf);
    }

    @Test
    void anotherTopicsLogOfThatNameIsNotTouched() throws IOException {
        story.rig.opened();
        open(0, 2, true);
        story.world.runFor(LONG_NANOS);
        String stale = "lines 0 " + new Uuid(3, 4) + " 00000000000000aa";
        byte[] text = Checkpoint.text(List.of(Checkpoint.sealed(stale)));
        SmallFile.replace(story.rig.disk, "", FileNames.NEW_LOGS, text);
        powerCut();
        open(0, 1, false).forEach(NewLogsTest::logOf);
    }

    @Test
    void aFileThatMakesNoSenseMakesNoLogs() throws IOException {
        story.rig.opened();
        open(0, 2, true);
        byte[] text = list().replace("lines", "limes").getBytes(StandardCharsets.UTF_8);
        SmallFile.replace(story.rig.disk, "", FileNames.NEW_LOGS, text);
        powerCut();
        assertInstanceOf(LogOpening.Lost.class, open(0, 1, false).getFirst());
    }

    /** The list may name it still, but it has held records. */
    @Test
    void aLogThatIsRemovedDoesNotComeBackEmpty() throws IOException {
        story.rig.opened();
        Log log = logOf(open(0, 2, true).getFirst());
        story.append(log, 1, 0);
        assertTrue(list().contains("lines 0"), list());
        story.rig.close(log);
        story.rig.delete();
        powerCut();
        assertInstanceOf(LogOpening.Lost.class, open(0, 1, false).getFirst());
        logOf(open(1, 2, false).getFirst());
    }
}
