package io.skein.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProducerIdsTest {
    private final ThreeSimNodes three = new ThreeSimNodes();
    private final TreeSet<Long> given = new TreeSet<>();

    /** Asks until there is one: while nobody is active there is none. */
    private void take(int node) {
        List<Answer<Long>> refused = new ArrayList<>();
        while (refused.size() < 1_000) {
            Answer<Long> answer = three.<Answer<Long>>heard(three.door(node)::newProducer);
            if (answer instanceof Answer.Done<Long>(Long id)) {
                assertTrue(given.add(id), () -> id + " is somebody's already");
                return;
            }
            Refusal why = ThreeSimNodes.refusal(answer);
            assertTrue(why.retryAfterMillis() > 0, why::message);
            refused.add(answer);
            three.nodes.world.runFor(10_000_000);
        }
        throw new AssertionError(refused.getLast());
    }

    @Test
    void noTwoProducersHaveOneId() {
        for (int i = 0; i < 1_500; i++) take(1);
        for (int number : ThreeSimNodes.ALL) take(number);
        for (int number : ThreeSimNodes.ALL) {
            three.startAgain(three.kill(number), number);
            ThreeSimNodes.ALL.forEach(this::take);
        }
        assertEquals(1_512, given.size());
        assertTrue(given.first() >= 0);
    }

    @Test
    void whoeverAsksAtOnceSharesBlocks() {
        List<Answer<Long>> heard = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) three.door(2).newProducer(heard::add);
        three.until(() -> heard.size() == 2_500);
        for (Answer<Long> each : heard) given.add(ThreeSimNodes.reply(each));
        assertEquals(2_500, given.size());
        assertTrue(given.last() < 3_000, "no block but for those who need it: " + given.last());
    }

    @Test
    void tooManyWhoWaitAreRefused() {
        List<Answer<Long>> heard = new ArrayList<>();
        int asked = ProducerIds.WAITING_MAX + 5_000;
        for (int i = 0; i < asked; i++) three.door(2).newProducer(heard::add);
        three.until(() -> heard.size() == asked);
        for (Answer<Long> each : heard) {
            if (each instanceof Answer.Done<Long>(Long id)) given.add(id);
        }
        assertEquals(ProducerIds.WAITING_MAX, given.size());
    }
}
