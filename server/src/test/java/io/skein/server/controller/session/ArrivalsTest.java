package io.skein.server.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Lane;
import io.skein.simulation.SimHost;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An answer waits for the metadata that it tells of: for so long, and so many of them. */
class ArrivalsTest {
    private static final long MILLI_NANOS = 1_000_000;

    private final World world = new World(1, Tempo.calm());
    private final SimHost host = world.host("one");
    private final Lane lane = host.lane("quorum", 100);
    private final List<String> heard = new ArrayList<>();
    private long offset = 5;
    private final Arrivals arrivals = new Arrivals(lane, () -> offset);

    @Test
    void whatIsThereIsToldAtOnceAndTheRestInItsOrder() {
        await(7, "seven");
        await(6, "six");
        await(6, "six too");
        await(5, "five");
        assertEquals(List.of("five"), heard);
        offset = 6;
        look();
        assertEquals(List.of("five", "six", "six too"), heard);
        offset = 9;
        look();
        assertEquals("seven", heard.getLast());
        world.runFor(2 * Arrivals.PATIENCE_NANOS);
        assertEquals(4, heard.size(), "each once");
    }

    @Test
    void aNodeThatHearsNothingAnswersAllTheSame() {
        await(7, "seven");
        world.runFor(Arrivals.PATIENCE_NANOS - 3 * MILLI_NANOS);
        assertEquals(List.of(), heard);
        world.runFor(6 * MILLI_NANOS);
        assertEquals(List.of("seven"), heard);
        assertFalse(arrivals.isFull());
    }

    @Test
    void onlySoManyWait() {
        onLane(() -> {
            for (int i = 0; i < Arrivals.WAITING_MAX; i++) {
                assertFalse(arrivals.isFull());
                arrivals.await(7 + i, () -> heard.add("waited"));
            }
        });
        assertTrue(arrivals.isFull());
        await(7, "one more");
        assertEquals(List.of("one more"), heard);
        offset = Long.MAX_VALUE;
        look();
        assertFalse(arrivals.isFull());
        assertEquals(1 + Arrivals.WAITING_MAX, heard.size());
    }

    private void await(long upTo, String word) {
        onLane(() -> arrivals.await(upTo, () -> heard.add(word)));
    }

    private void look() {
        onLane(arrivals::look);
    }

    private void onLane(Runnable task) {
        lane.answer(task);
        world.runFor(MILLI_NANOS);
    }
}
