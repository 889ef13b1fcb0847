package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.Treatment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is promised to those who write, and said to those who read, while replicas are missing. */
class ReplicatedAcksTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** A replica may lag for as long. */
    private static final long LAG_NANOS = 10 * SECOND_NANOS;

    private final ReplicatedNodes three = new ReplicatedNodes();

    private static void assertUnavailable(Answer<?> answer, Refusal.Certainty certainty) {
        Refusal why = ReplicatedNodes.refused(answer);
        assertEquals(Refusal.Why.UNAVAILABLE, why.why(), why::toString);
        assertEquals(certainty, why.certainty(), why::toString);
    }

    private static Appended done(Answer<Appended> answer) {
        Answer.Done<?> done = assertInstanceOf(Answer.Done.class, answer, answer::toString);
        return (Appended) done.reply();
    }

    @Test
    void aLeaderThatIsLeftAlonePromisesItsOwnDiskAndNoMore() {
        three.append("by all");
        int leader = three.leader();
        List<Integer> followers = three.followers();
        List<SimNodes.One> dead = followers.stream().map(three::kill).toList();
        List<Answer<Appended>> all = three.asked(leader, ReplicatedNodes.batch(Acks.ALL, "all"));
        Answer<Appended> one = three.ask(leader, ReplicatedNodes.batch(Acks.LEADER, "one"));
        assertEquals(2, done(one).baseOffset());
        three.runFor(3 * LAG_NANOS);
        assertEquals(List.of(), all, "nobody else has it");
        assertEquals(List.of("0:by all"), three.texts(0), "nor can it be read");
        for (int i = 0; i < 2; i++) three.startAgain(dead.get(i), followers.get(i));
        three.awaitInSync(3);
        assertUnavailable(all.getFirst(), Refusal.Certainty.UNKNOWN);
        assertEquals(leader, three.leader());
        assertEquals(List.of("0:by all", "1:all", "2:one"), three.texts(0));
    }

    /** The leader hears nothing of what the followers have; all else goes on. */
    private void silence(int leader) {
        three.nodes.treatReplicas((route, _) ->
                route.to().equals("n" + leader) ? new Treatment.Dropped() : new Treatment.Usual());
    }

    @Test
    void whatWasWrittenBeforeTooFewWereLeftIsUnknown() {
        three.append("by all");
        int leader = three.leader();
        silence(leader);
        List<Answer<Appended>> heard = three.asked(leader, ReplicatedNodes.batch(Acks.ALL, "a"));
        three.runFor(LAG_NANOS - SECOND_NANOS);
        assertEquals(List.of(), heard);
        three.await(one -> one.inSync().equals(List.of(leader)));
        three.until(() -> !heard.isEmpty());
        assertUnavailable(heard.getFirst(), Refusal.Certainty.UNKNOWN);
        Answer<Appended> later = three.ask(leader, ReplicatedNodes.batch(Acks.ALL, "b"));
        assertUnavailable(later, Refusal.Certainty.DEFINITE);
        Answer<Appended> stored = three.ask(leader, ReplicatedNodes.batch(Acks.LEADER, "c"));
        assertEquals(2, done(stored).baseOffset());
        assertEquals(List.of("0:by all"), three.texts(0), "nothing is agreed");
        assertUnavailable(three.ask(leader, new Read(2, 100, 0)), Refusal.Certainty.DEFINITE);
        assertEquals(
                Refusal.Why.OFFSET_OUT_OF_RANGE, whyNot(three.ask(leader, new Read(4, 100, 0))));
        Read fromLater = new Read(4, 100, 0, 7);
        assertEquals(
                Refusal.Why.NOT_LEADER, whyNot(three.ask(leader, fromLater)), "it was deposed");
        three.nodes.treatReplicasAsUsual();
        three.awaitInSync(3);
        assertEquals(3, three.append("d"));
        assertEquals(List.of("0:by all", "1:a", "2:c", "3:d"), three.texts(0));
    }

    private static Refusal.Why whyNot(Answer<?> answer) {
        return ReplicatedNodes.refused(answer).why();
    }

    private static long readTo(Answer<Batches> answer) {
        Answer.Done<?> done = assertInstanceOf(Answer.Done.class, answer, answer::toString);
        return ((Batches) done.reply()).nextOffset();
    }

    /** Of what a follower says of what it has, all is late. */
    private void delayFollowers() {
        three.nodes.treatReplicas((_, message) ->
                switch (message) {
                    case ReplicaMessage.Attach _, ReplicaMessage.Confirmed _ ->
                            new Treatment.Late(5 * SECOND_NANOS);
                    case ReplicaMessage.Follower _,
                            ReplicaMessage.Detach _,
                            ReplicaMessage.Judged _,
                            ReplicaMessage.Turned _,
                            ReplicaMessage.Pushed _,
                            ReplicaMessage.Marked _,
                            ReplicaMessage.Beat _ ->
                            new Treatment.Usual();
                });
    }

    /** Else a reader would see the end of the partition move back when its leader dies. */
    @Test
    void aNewLeaderSaysNothingOfAnEndThatItDoesNotKnow() {
        three.append("known");
        delayFollowers();
        Answer<Appended> stored =
                three.ask(three.leader(), ReplicatedNodes.batch(Acks.LEADER, "on its way"));
        assertEquals(1, done(stored).baseOffset());
        three.runFor(SECOND_NANOS / 10);
        three.kill(three.leader());
        three.awaitInSync(2);
        int leader = three.leader();
        assertEquals(1, readTo(three.ask(leader, new Read(0, 100, 0))), "what is known is served");
        assertUnavailable(
                three.ask(leader, new PartitionRequest.Bounds()), Refusal.Certainty.DEFINITE);
        assertUnavailable(three.ask(leader, new Read(1, 100, 0)), Refusal.Certainty.DEFINITE);
        assertUnavailable(three.ask(leader, new Read(9, 100, 0)), Refusal.Certainty.DEFINITE);
        Answer<FoundTime> time = three.ask(leader, new PartitionRequest.OffsetForTime(2_000));
        assertUnavailable(time, Refusal.Certainty.DEFINITE);
        List<Answer<Batches>> waiting = three.asked(leader, new Read(1, 100, 30 * SECOND_NANOS));
        List<Answer<Batches>> beyond = three.asked(leader, new Read(9, 100, 30 * SECOND_NANOS));
        assertTrue(waiting.isEmpty() && beyond.isEmpty(), "whoever can wait does");
        three.until(() -> !waiting.isEmpty() && !beyond.isEmpty());
        assertEquals(2, readTo(waiting.getFirst()));
        Refusal why = ReplicatedNodes.refused(beyond.getFirst());
        assertEquals(Refusal.Why.OFFSET_OUT_OF_RANGE, why.why(), why::toString);
        Answer<Offsets> bounds = three.ask(leader, new PartitionRequest.Bounds());
        assertEquals(Answer.done(new Offsets(0, 2)), bounds);
    }
}
