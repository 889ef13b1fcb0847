package io.skein.server.boot;

import static io.skein.server.boot.ThreeSimNodes.ALL;
import static io.skein.server.boot.ThreeSimNodes.batch;
import static io.skein.server.boot.ThreeSimNodes.refusal;
import static io.skein.server.boot.ThreeSimNodes.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.server.broker.RequestFigures.Kind;
import io.skein.server.broker.RequestFigures.Way;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Certainty;
import io.skein.server.door.Refusal.Why;
import io.skein.simulation.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Any node answers for any partition, whoever leads it. */
class ForwardingTest {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final ThreeSimNodes three = new ThreeSimNodes();

    private long count(int at, Way way, Kind kind) {
        return three.node(at).node.figures().requests().of(way, kind);
    }

    @Test
    void everyRequestIsAnsweredAtEveryNode() {
        for (int replicas : List.of(3, 1)) {
            PartitionId id = three.topic("of-" + replicas, replicas);
            long next = 0;
            for (int at : ALL) {
                Appended stored = three.append(at, id, "at " + at);
                assertEquals(new Appended(next, true, OptionalLong.empty(), 0), stored);
                Offsets bounds = new Offsets(0, ++next);
                assertEquals(bounds, reply(three.ask(at, id, new Bounds())));
                Batches read = reply(three.ask(at, id, new Read(next - 1, 1 << 20, 0)));
                assertEquals(1, read.batches().size());
                assertEquals(next, read.nextOffset());
                assertEquals(bounds, read.offsets());
                assertEquals(
                        new FoundTime(0, OptionalLong.of(1_000)),
                        reply(three.ask(at, id, new OffsetForTime(999))));
            }
            assertEquals(List.of("at 1", "at 2", "at 3"), three.values(three.other(id), id));
            for (int at : ALL) {
                RecordsDeleted gone =
                        reply(three.ask(at, id, new DeleteRecords(OptionalLong.of(at - 1))));
                assertEquals(new RecordsDeleted(at - 1), gone);
            }
        }
    }

    @Test
    void whatIsPassedOnIsCounted() {
        PartitionId id = three.topic("lines", 1);
        int other = three.other(id);
        three.append(other, id, "one");
        for (int i = 0; i < 3; i++) three.ask(other, id, new Bounds());
        three.ask(three.leader(id), id, new Bounds());
        assertEquals(3, count(other, Way.FORWARDED, Kind.BOUNDS));
        assertEquals(0, count(other, Way.HERE, Kind.BOUNDS));
        assertEquals(1, count(three.leader(id), Way.HERE, Kind.BOUNDS));
        assertEquals(3, count(three.leader(id), Way.FOR_OTHERS, Kind.BOUNDS));
        assertTrue(count(other, Way.FORWARDED, Kind.APPEND) >= 1);
    }

    @Test
    void whoeverWantsToAskOnlyTheLeaderHearsWhoThatIs() {
        PartitionId id = three.topic("lines", 3);
        int other = three.other(id);
        int leader = three.leader(id);
        Answer<Offsets> answer =
                three.<Answer<Offsets>>heard(
                        then -> three.door(other).askHere(id, new Bounds(), then));
        Refusal why = refusal(answer);
        assertEquals(Why.NOT_LEADER, why.why());
        assertTrue(why.message().contains("node %d at n%d:7071".formatted(leader, leader)));
        assertEquals(0, count(other, Way.FORWARDED, Kind.BOUNDS));
    }

    @Test
    void whatTheLeaderRefusesIsRefused() {
        PartitionId id = three.topic("lines", 3);
        int other = three.other(id);
        Refusal far = refusal(three.ask(other, id, new Read(7, 1 << 20, 0)));
        assertEquals(Why.OFFSET_OUT_OF_RANGE, far.why());
        assertEquals(Certainty.DEFINITE, far.certainty());
        assertEquals(0, far.retryAfterMillis());
        ByteBuffer damaged = batch("damaged");
        damaged.put(damaged.limit() - 1, (byte) 7);
        Answer<Appended> corrupt = three.ask(other, id, new Append(damaged, Acks.ALL));
        assertEquals(Why.CORRUPT_BATCH, refusal(corrupt).why());
    }

    @Test
    void aReadWaitsAtTheLeaderForWhatComes() {
        PartitionId id = three.topic("lines", 3);
        int other = three.other(id);
        three.done(other, id, new Bounds());
        List<Answer<Batches>> heard = new ArrayList<>();
        three.door(other).ask(id, new Read(0, 1 << 20, 10 * SECOND_NANOS), heard::add);
        three.nodes.world.runFor(5 * SECOND_NANOS);
        assertEquals(List.of(), heard);
        three.append(three.leader(id), id, "came");
        three.until(() -> !heard.isEmpty());
        assertEquals(1, reply(heard.getFirst()).nextOffset());
        long askedNanos = three.nodes.world.nowNanos();
        Batches none = reply(three.ask(other, id, new Read(1, 1 << 20, 10 * SECOND_NANOS)));
        assertEquals(List.of(), none.batches());
        assertTrue(three.nodes.world.nowNanos() - askedNanos >= 10 * SECOND_NANOS);
    }

    @Test
    void whoCannotReachTheLeaderHasCertainlyDoneNothing() {
        PartitionId id = three.topic("lines", 1);
        int other = three.other(id);
        int leader = three.leader(id);
        List<String> others =
                ALL.stream().filter(one -> one != leader).map(one -> "n" + one).toList();
        three.nodes.world.links().impose(Shape.split(List.of("n" + leader), others));
        Refusal why = refusal(three.ask(other, id, new Append(batch("nowhere"), Acks.ALL)));
        assertEquals(Why.UNAVAILABLE, why.why());
        assertEquals(Certainty.DEFINITE, why.certainty());
        assertTrue(why.retryAfterMillis() > 0);
        three.nodes.world.links().healAll();
        three.append(other, id, "there");
        assertEquals(List.of("there"), three.values(other, id));
    }

    @Test
    void whatTheLeaderMayHaveHadIsUnknown() {
        PartitionId id = three.topic("lines", 3);
        int other = three.other(id);
        three.append(other, id, "before");
        List<String> acknowledged = new ArrayList<>(List.of("before"));
        List<String> sent = new ArrayList<>(acknowledged);
        List<Answer<Appended>> heard = new ArrayList<>();
        List<Answer<Offsets>> bounds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String text = "line " + i;
            sent.add(text);
            three.door(other)
                    .ask(
                            id,
                            new Append(batch(text), Acks.ALL),
                            answer -> {
                                heard.add(answer);
                                if (answer instanceof Answer.Done<Appended>) acknowledged.add(text);
                                else assertEquals(Certainty.UNKNOWN, refusal(answer).certainty());
                            });
            three.door(other).ask(id, new Bounds(), bounds::add);
            if (i == 20) three.until(() -> heard.size() >= 5);
        }
        three.nodes.world.runFor(200_000);
        int missing = 50 - heard.size();
        assertTrue(missing > 0, "something is in flight");
        three.kill(three.leader(id));
        three.until(() -> heard.size() == 50 && bounds.size() == 50);
        assertTrue(heard.stream().anyMatch(Answer.Refused.class::isInstance));
        Answer<Offsets> last = bounds.getLast();
        assertTrue(refusal(last).retryAfterMillis() > 0, "what only reads is to be asked again");
        three.awaitInSync(id, 2);
        List<String> values = three.values(other, id);
        assertTrue(values.containsAll(acknowledged), () -> acknowledged + " in " + values);
        assertEquals(values.stream().distinct().toList(), values, "nothing twice");
        assertEquals(sent.stream().filter(values::contains).toList(), values, "in order");
        assertFalse(values.size() > sent.size());
    }
}
