package io.skein.server.boot;

import static io.skein.server.boot.ThreeSimNodes.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.foundation.world.Transport.Place;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.metadata.NodeImage.NodePort;
import io.skein.simulation.SimHost;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a leader says to whoever passes requests on, and to those who make no sense. */
class StrangeForwardersTest {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final ForwardMessage WELCOME = new ForwardMessage.Welcome();
    private static final PartitionId NONE = new PartitionId(new Uuid(1, 1), 0);

    private final ThreeSimNodes three = new ThreeSimNodes();
    private final PartitionId lines = three.topic("lines", 1);
    private final SimHost host = three.nodes.world.host("stranger");
    private final Lane lane = host.lane("stranger", 100);
    private final List<Object> heard = new ArrayList<>();

    private final class Hearing implements Handler<ForwardMessage> {
        @Override
        public void onMessage(ForwardMessage message) {
            heard.add(message);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            heard.add("closed");
        }
    }

    /** What is heard of whoever leads the topic after its welcome. */
    private List<Object> say(List<ForwardMessage> messages) {
        heard.clear();
        NodePort port = three.port(three.leader(lines));
        Place place = new Place(port.address(), port.doorOf("lines", 0));
        lane.answer(() -> {
            Connection<ForwardMessage> connection =
                    three.nodes.forwards(host).dial(place, lane, new Hearing());
            messages.forEach(connection::send);
        });
        three.nodes.world.runFor(SECOND_NANOS);
        // A connection that is given up may lose even that.
        if (!heard.getFirst().equals("closed")) assertEquals(WELCOME, heard.removeFirst());
        return List.copyOf(heard);
    }

    private List<Object> say(ForwardMessage... messages) {
        return say(List.of(messages));
    }

    private Asked asked(long id, PartitionRequest<?> request) {
        return new Asked(id, 0, lines, request);
    }

    private Asked append(long id, long run, PartitionId partition) {
        return new Asked(id, run, partition, new Append(batch("to " + run), Acks.ALL));
    }

    private static String shown(Object said) {
        if (!(said instanceof Told(long id, Answer<PartitionReply> answer))) return said.toString();
        return id
                + switch (answer) {
                    case Answer.Done<PartitionReply>(Appended at) -> " at " + at.baseOffset();
                    case Answer.Done<PartitionReply>(PartitionReply reply) -> " " + reply;
                    case Answer.Refused<PartitionReply>(var why) -> " " + why.why();
                };
    }

    private List<String> shown(List<Object> said) {
        return said.stream().map(StrangeForwardersTest::shown).toList();
    }

    @Test
    void whatIsNotLedHereIsRefusedAndNotPassedOn() {
        List<Object> told = say(new Asked(1, 0, NONE, new Bounds()));
        assertEquals(List.of("1 NOT_LEADER"), shown(told));
        PartitionId beyond = new PartitionId(lines.topic(), 7);
        assertEquals(List.of("1 NOT_LEADER"), shown(say(new Asked(1, 0, beyond, new Bounds()))));
        int leader = three.leader(lines);
        PartitionId elsewhere = three.topic("first", 1);
        for (int i = 0; three.leader(elsewhere) == leader; i++) elsewhere = three.topic("t" + i, 1);
        Asked wrong = new Asked(1, 0, elsewhere, new Bounds());
        assertEquals(List.of("1 NOT_LEADER"), shown(say(wrong)), "another one would know");
    }

    @Test
    void whoeverAsksWhetherSomebodyIsThereIsAnswered() {
        ForwardMessage beat = new ForwardMessage.Beat();
        assertEquals(List.of(beat), say(beat));
    }

    @Test
    void aBatchThatDoesNotCheckOutIsRefused() {
        ByteBuffer damaged = batch("damaged");
        damaged.put(damaged.limit() - 1, (byte) 7);
        Asked bad = new Asked(1, 1, lines, new Append(damaged, Acks.ALL));
        Asked none = new Asked(2, 2, lines, new Append(ByteBuffer.allocate(0), Acks.ALL));
        Asked large = new Asked(3, 3, lines, new Append(ByteBuffer.allocate(2 << 20), Acks.ALL));
        assertEquals(
                List.of("1 CORRUPT_BATCH", "2 INVALID_BATCH", "3 TOO_LARGE", "4 at 0"),
                shown(say(bad, none, large, append(4, 4, lines))));
    }

    @Test
    void nonsenseEndsTheConnection() {
        Asked bounds = asked(1, new Bounds());
        assertEquals(List.of("closed"), say(WELCOME));
        assertEquals(
                List.of("closed"), say(new Told(1, Answer.done(new Offsets(0, 0)))), "an answer");
        assertEquals("closed", say(bounds, bounds).getLast(), "a number again");
        assertEquals(List.of("closed"), say(asked(0, new Bounds())), "no number");
        assertEquals(List.of("closed"), say(append(1, 0, lines)), "no run");
        assertEquals(List.of("closed"), say(new ForwardMessage.RunOver(1)), "which run?");
    }

    /** As a batch that was on its way when the one before it was refused. */
    @Test
    void whatIsBehindARefusedAppendIsRefusedUntilThatIsKnown() {
        assertEquals(
                List.of("1 NOT_LEADER", "2 OVERLOADED", "4 OVERLOADED", "3 at 0", "5 at 1"),
                shown(
                        say(
                                append(1, 1, NONE),
                                append(2, 1, lines),
                                append(3, 2, lines),
                                append(4, 1, lines),
                                new ForwardMessage.RunOver(1),
                                append(5, 1, lines))));
    }

    @Test
    void moreThanMayBeOpenEndsTheConnection() {
        List<ForwardMessage> waiting = new ArrayList<>();
        Read read = new Read(0, 1, 20 * SECOND_NANOS);
        for (int id = 1; id <= 4_096; id++) waiting.add(asked(id, read));
        waiting.add(asked(5_000, new Bounds()));
        assertEquals(List.of("5000 " + new Offsets(0, 0)), shown(say(waiting)), "so many may wait");
        three.nodes.world.runFor(20 * SECOND_NANOS);
        assertEquals(4_097, heard.size(), "nobody waits for ever");
        waiting.add(asked(5_001, read));
        assertEquals("closed", say(waiting).getLast(), "one more may not");
    }

    @Test
    void whatIsReadLeavesNoFasterThanItIsTaken() {
        three.append(three.leader(lines), lines, "x".repeat(100_000));
        Read whole = new Read(0, 1 << 20, SECOND_NANOS);
        List<ForwardMessage> all = new ArrayList<>();
        for (int id = 1; id <= 300; id++) all.add(asked(id, whole));
        List<Object> told = say(all);
        assertEquals(300, told.stream().map(Told.class::cast).map(Told::id).distinct().count());
        for (Object each : told) {
            Answer<PartitionReply> answer = assertInstanceOf(Told.class, each).answer();
            PartitionReply reply = ThreeSimNodes.reply(answer);
            assertEquals(1, assertInstanceOf(PartitionReply.Batches.class, reply).nextOffset());
        }
    }
}
