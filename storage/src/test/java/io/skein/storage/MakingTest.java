package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.CrashPoint;
import io.skein.simulation.CrashPoint.When;
import io.skein.simulation.Death;
import io.skein.simulation.Survival;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs that are made many at a time, and not in vain. */
class MakingTest {
    private static final int LOGS = 20;
    private static final int OPERATIONS = 160;
    private static final long UNTIL_ALL_HAVE_FOLDERS_NANOS = 60_000_000_000L;

    private static LogOrder order(int number, boolean isNew) {
        return new LogOrder(new LogName("lines", number), Rig.TOPIC, isNew, Rig.SMALL);
    }

    /** Asks for all of them in one turn. */
    private static List<LogOpening> openAll(Rig rig, boolean isNew) {
        return rig.<List<LogOpening>>ask(then -> {
            List<LogOpening> all = new ArrayList<>();
            for (int number = 0; number < LOGS; number++) {
                rig.shelf()
                        .open(
                                order(number, isNew),
                                (_, _) -> {},
                                opening -> {
                                    all.add(opening);
                                    if (all.size() == LOGS) then.accept(List.copyOf(all));
                                });
            }
        });
    }

    /**
     * Whoever was killed has left files of which nothing was synced yet, and they look whole. What
     * the next process says to be made is so although the power goes right after that.
     */
    @ParameterizedTest
    @EnumSource
    void whatIsSaidToBeMadeIsOnTheDisk(When when) {
        int died = 0;
        for (int operation = 1; operation <= OPERATIONS; operation++) {
            Story story = new Story(operation);
            story.disk().survival(Survival.NONE);
            story.rig.opened();
            long at = story.disk().operations() + operation;
            story.disk().crashAt(new CrashPoint(at, when, Death.KILL));
            if (dies(story)) died++;
            story.restart();
            story.rig.opened();
            for (LogOpening each : openAll(story.rig, true)) opened(operation, each);
            story.host.powerCut();
            story.restart();
            story.rig.opened();
            for (LogOpening each : openAll(story.rig, false)) opened(operation, each);
        }
        assertTrue(died > OPERATIONS / 2, died + " died");
    }

    private static boolean dies(Story story) {
        try {
            openAll(story.rig, true);
        } catch (Rig.Gone killed) {
            return true;
        }
        story.world.runFor(UNTIL_ALL_HAVE_FOLDERS_NANOS);
        return !story.host.isAlive();
    }

    private static void opened(int operation, LogOpening opening) {
        Log log =
                assertInstanceOf(LogOpening.Opened.class, opening, operation + ": " + opening)
                        .log();
        assertEquals(0, log.end());
    }
}
