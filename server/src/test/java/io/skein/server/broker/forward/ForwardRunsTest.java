package io.skein.server.broker.forward;

import static io.skein.server.broker.forward.ForwardRig.FOR_NOW;
import static io.skein.server.broker.forward.ForwardRig.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.broker.forward.ForwardMessage.Welcome;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is passed on at a time, and in which order appends stay. */
class ForwardRunsTest {
    private final ForwardRig rig = new ForwardRig();

    @Test
    void onlySoMuchIsOpen() {
        rig.accept(new Welcome());
        AppendRun run = new AppendRun();
        rig.append("large", run, Window.BYTES_MAX);
        rig.append("one more", new AppendRun(), 1);
        for (int i = 0; i < Window.WAITING_MAX + 1; i++) rig.ask("read " + i, new Read(0, 1, 1));
        rig.settle();
        assertEquals(
                List.of("one more: OVERLOADED again", "read 4096: OVERLOADED again"), rig.told);
        rig.say(ForwardRig.appended(1));
        rig.append("again", new AppendRun(), 1);
        for (int i = 1; i <= Window.PROMPT_MAX; i++) rig.ask("bounds " + i, new Bounds());
        rig.settle();
        assertEquals("bounds 16384: OVERLOADED again", rig.told.getLast());
        assertEquals(4, rig.told.size());
    }

    /** One batch alone is never too large: else it could never be sent. */
    @Test
    void aLargerBatchGoesAlone() {
        rig.accept(new Welcome());
        rig.append("larger", new AppendRun(), Window.BYTES_MAX + 1);
        rig.append("one more", new AppendRun(), 1);
        rig.settle();
        assertEquals(List.of("one more: OVERLOADED again"), rig.told);
        assertEquals(List.of("1 of 1"), rig.runs());
    }

    @Test
    void aRefusalForNowRefusesWhatIsBehind() {
        rig.accept(new Welcome());
        AppendRun run = new AppendRun();
        for (int i = 1; i <= 3; i++) rig.append("b" + i, run, 1);
        rig.append("other", new AppendRun(), 1);
        rig.settle();
        assertEquals(List.of("1 of 1", "2 of 1", "3 of 1", "4 of 2"), rig.runs());
        rig.say(new Told(1, Answer.refused(FOR_NOW)));
        rig.append("b4", run, 1);
        rig.settle();
        assertEquals(List.of("b1: DISK_FULL again", "b4: OVERLOADED again"), rig.told);
        rig.say(new Told(2, Answer.refused(FOR_NOW)));
        assertEquals("1 is over", rig.runs().getLast());
        assertEquals(5, rig.runs().size(), "which is told once");
        rig.say(ForwardRig.appended(4));
        assertTrue(rig.told.getLast().startsWith("other: Appended"));
    }

    @Test
    void whatIsBehindABatchThatDidNotFitIsRefused() {
        rig.accept(new Welcome());
        AppendRun run = new AppendRun();
        rig.append("b1", run, Window.BYTES_MAX);
        rig.append("b2", run, 1);
        rig.settle();
        rig.say(ForwardRig.appended(1));
        rig.append("b3", run, 1);
        rig.settle();
        assertEquals("b2: OVERLOADED again", rig.told.getFirst());
        assertEquals("b3: OVERLOADED again", rig.told.getLast());
        assertEquals(List.of("1 of 1"), rig.runs());
    }

    @Test
    void aRunThatWentAnotherWayMayNotChangeIt() {
        rig.accept(new Welcome());
        AppendRun here = new AppendRun();
        here.way(() -> AppendRun.Way.HERE);
        rig.append("here", here, 1);
        AppendRun run = new AppendRun();
        rig.append("b1", run, 1);
        rig.settle();
        rig.leading.answer(() -> rig.dialled.getLast().close());
        rig.awaitTold(2);
        rig.append("b2", run, 1);
        rig.append("other", new AppendRun(), 1);
        rig.settle();
        assertEquals(
                List.of("here: OVERLOADED again", "b1: " + UNKNOWN, "b2: OVERLOADED again"),
                rig.told);
        assertEquals(2, rig.dialled.size());
    }
}
