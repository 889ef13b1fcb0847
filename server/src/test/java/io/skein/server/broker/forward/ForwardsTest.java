package io.skein.server.broker.forward;

import static io.skein.server.broker.forward.ForwardRig.AGAIN;
import static io.skein.server.broker.forward.ForwardRig.SECOND_NANOS;
import static io.skein.server.broker.forward.ForwardRig.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.server.broker.forward.ForwardMessage.Beat;
import io.skein.server.broker.forward.ForwardMessage.RunOver;
import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.broker.forward.ForwardMessage.Welcome;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.Read;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of requests that are passed on, whatever their leader does. */
class ForwardsTest {
    private final ForwardRig rig = new ForwardRig();

    @Test
    void nothingIsAskedBeforeTheLeaderSaysWelcome() {
        rig.accept();
        rig.append("append", new AppendRun(), 1);
        rig.ask("bounds", new Bounds());
        rig.settle();
        assertEquals(List.of(), rig.heard);
        rig.say(new Welcome());
        assertEquals(List.of("1 of 1", "2 of 0"), rig.runs());
        rig.say(new Told(2, Answer.done(new Offsets(3, 4))));
        rig.say(ForwardRig.appended(1));
        assertEquals("bounds: " + new Offsets(3, 4), rig.told.getFirst());
        assertEquals(2, rig.told.size());
    }

    @Test
    void whoeverIsNotReachedHasDoneNothing() {
        rig.append("append", new AppendRun(), 1);
        rig.ask("delete", new DeleteRecords(OptionalLong.empty()));
        rig.ask("bounds", new Bounds());
        rig.world.runFor(10 * SECOND_NANOS);
        assertEquals(List.of("append: " + AGAIN, "delete: " + AGAIN, "bounds: " + AGAIN), rig.told);
    }

    @Test
    void whoeverDoesNotSayWelcomeHasDoneNothing() {
        rig.accept();
        rig.append("append", new AppendRun(), 1);
        rig.world.runFor(10 * SECOND_NANOS);
        assertEquals(List.of("append: " + AGAIN), rig.told);
        assertEquals(List.of(), rig.runs());
    }

    @Test
    void whatWasSentToALeaderThatIsLostIsUnknownIfItChangesAnything() {
        rig.accept(new Welcome());
        rig.append("append", new AppendRun(), 1);
        rig.ask("delete", new DeleteRecords(OptionalLong.empty()));
        rig.ask("bounds", new Bounds());
        rig.ask("read", new Read(0, 1, SECOND_NANOS));
        rig.settle();
        rig.there.kill();
        rig.awaitTold(4);
        assertEquals(
                List.of(
                        "append: " + UNKNOWN,
                        "delete: " + UNKNOWN,
                        "bounds: " + AGAIN,
                        "read: " + AGAIN),
                rig.told);
    }

    @Test
    void aLeaderThatFallsSilentIsGivenUp() {
        rig.accept(new Welcome());
        rig.append("append", new AppendRun(), 1);
        rig.settle();
        rig.world.runFor(10 * SECOND_NANOS);
        assertEquals(List.of("append: " + UNKNOWN), rig.told);
        long beats = rig.heard.stream().filter(Beat.class::isInstance).count();
        assertEquals(ForwardLink.SILENT_TICKS_MAX, beats);
    }

    @Test
    void whatIsNeverAnsweredIsGivenUpWhileTheLeaderLives() {
        rig.accept(new Welcome());
        rig.append("append", new AppendRun(), 1);
        rig.ask("bounds", new Bounds());
        rig.ask("read", new Read(0, 1, 10 * SECOND_NANOS));
        rig.settle();
        rig.beatFor(29);
        assertEquals(List.of(), rig.told);
        rig.beatFor(3);
        assertEquals(List.of("append: " + UNKNOWN, "bounds: " + AGAIN), rig.told);
        rig.beatFor(10);
        assertEquals("read: " + AGAIN, rig.told.getLast());
        rig.say(ForwardRig.appended(1));
        assertEquals(3, rig.told.size(), "what is too late is not told again");
        rig.ask("still", new Bounds());
        rig.settle();
        rig.say(new Told(4, Answer.done(new Offsets(0, 0))));
        assertEquals(4, rig.told.size(), "the connection goes on");
    }

    @Test
    void nonsenseEndsTheConnection() {
        List<ForwardMessage> odd =
                List.of(
                        new Welcome(),
                        new Told(7, Answer.done(new Offsets(0, 0))),
                        new Told(1, Answer.done(new Offsets(0, 0))),
                        new RunOver(1));
        rig.accept(new Welcome());
        for (ForwardMessage each : odd) {
            rig.told.clear();
            rig.append("append", new AppendRun(), 1);
            rig.settle();
            rig.say(each);
            assertEquals(List.of("append: " + UNKNOWN), rig.told, each.toString());
        }
        assertEquals(odd.size(), rig.dialled.size());
    }

    @Test
    void whatHasNothingToDoForLongIsClosed() {
        rig.accept(new Welcome());
        rig.ask("bounds", new Bounds());
        rig.settle();
        rig.say(new Told(1, Answer.done(new Offsets(0, 0))));
        rig.heard.clear();
        rig.world.runFor(ForwardLink.IDLE_TICKS_MAX * SECOND_NANOS - SECOND_NANOS);
        assertEquals(List.of(), rig.heard, "until then nothing is said");
        rig.world.runFor(2 * SECOND_NANOS);
        assertEquals(List.of(new Welcome()), rig.heard, "closed");
        rig.ask("bounds", new Bounds());
        rig.settle();
        assertEquals(2, rig.dialled.size());
    }

    @Test
    void whoStopsAnswersWhatIsOpen() {
        rig.accept(new Welcome());
        rig.append("append", new AppendRun(), 1);
        rig.settle();
        rig.lane.answer(rig.forwards::close);
        rig.ask("bounds", new Bounds());
        rig.settle();
        assertEquals(List.of("append: " + UNKNOWN, "bounds: " + AGAIN), rig.told);
    }
}
