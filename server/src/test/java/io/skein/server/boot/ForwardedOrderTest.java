package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Certainty;
import io.skein.simulation.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Senders at two nodes keep their order while their partition's leaders come and go. */
class ForwardedOrderTest {
    private static final int UNANSWERED_MAX = 20;
    private static final long MILLI_NANOS = 1_000_000;

    private final ThreeSimNodes three = new ThreeSimNodes();
    private final PartitionId id = three.topic("lines", 3);

    /** Pipelines numbers; sends again, in order, what was refused for now. */
    private final class Sender {
        private final int at;
        private final ArrayDeque<Integer> due = new ArrayDeque<>();
        private final TreeMap<Integer, Boolean> refused = new TreeMap<>();
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();
        private AppendRun run = new AppendRun();
        private int unanswered;
        private int last;

        Sender(int at) {
            this.at = at;
        }

        void send() {
            if (run.isBroken() && unanswered > 0) return;
            if (run.isBroken()) {
                run = new AppendRun();
                refused.descendingKeySet().forEach(due::addFirst);
                refused.clear();
            }
            while (unanswered < UNANSWERED_MAX) {
                int number = due.isEmpty() ? ++last : due.remove();
                unanswered++;
                Append append = new Append(ThreeSimNodes.batch(at + ":" + number), Acks.ALL, run);
                three.door(at).ask(id, append, answer -> answered(number, answer));
                if (run.isBroken()) return;
            }
        }

        private void answered(int number, Answer<Appended> answer) {
            unanswered--;
            switch (answer) {
                case Answer.Done<Appended> _ -> acknowledged.add(at + ":" + number);
                case Answer.Refused<Appended>(Refusal why)
                        when why.certainty() == Certainty.UNKNOWN ->
                        unknown.add(at + ":" + number);
                case Answer.Refused<Appended> _ -> refused.put(number, true);
            }
        }

        void check(List<String> stored) {
            List<String> ours = stored.stream().filter(one -> one.startsWith(at + ":")).toList();
            assertEquals(ours.stream().distinct().toList(), ours, "nothing twice");
            List<String> kept = ours.stream().filter(one -> !unknown.contains(one)).toList();
            assertEquals(acknowledged, kept, "all that was acknowledged, in order");
            assertTrue(acknowledged.size() > 500, "sent " + acknowledged.size());
        }
    }

    private void run(List<Sender> senders, int steps) {
        for (int step = 0; step < steps; step++) {
            senders.forEach(Sender::send);
            three.nodes.world.runFor(MILLI_NANOS);
        }
    }

    @Test
    void whileLeadersDieAndConnectionsBreak() {
        List<Sender> senders = List.of(new Sender(1), new Sender(2));
        run(senders, 200);
        for (int round = 0; round < 4; round++) {
            if (three.leader(id) == 3) {
                SimNodes.One dead = three.kill(3);
                run(senders, 800);
                three.startAgain(dead, 3);
            } else {
                three.nodes.world.links().impose(Shape.split(List.of("n1"), List.of("n2")));
                run(senders, 3_000);
                three.nodes.world.links().healAll();
            }
            run(senders, 800);
        }
        three.until(() -> senders.stream().allMatch(one -> one.unanswered == 0));
        three.awaitInSync(id, 3);
        List<String> stored = three.values(1, id);
        senders.forEach(one -> one.check(stored));
        assertTrue(senders.stream().anyMatch(one -> !one.unknown.isEmpty()), "faults were met");
    }
}
