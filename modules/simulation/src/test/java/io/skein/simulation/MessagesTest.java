package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What becomes of single messages: filtered, delayed by their length, alone on the way. */
class MessagesTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private static Treatment threesAre(Treatment treatment, Route route, int message) {
        boolean isMeant = route.equals(new Route("c1", "n1")) && message == 3;
        return isMeant ? treatment : new Treatment.Usual();
    }

    @Test
    void aMessageOfAKindCanBeLateAndHoldsUpThoseBehindIt() {
        Pair pair = new Pair(3);
        pair.net.filter(
                "late threes", (route, m) -> threesAre(new Treatment.Late(SECOND), route, m));
        pair.dial();
        pair.send(1, 5);
        pair.world.runFor(SECOND / 2);
        assertEquals(pair.sent(2), pair.arrived);
        pair.world.runFor(SECOND);
        assertEquals(pair.sent(5), pair.arrived);
        pair.net.unfilter("late threes");
        pair.send(3, 3);
        pair.world.runFor(SECOND / 10);
        assertEquals(6, pair.arrived.size(), "it passes again");
    }

    @Test
    void theFirstFilterThatMindsDecides() {
        Pair pair = new Pair(3);
        pair.net.filter("0", (_, _) -> new Treatment.Usual());
        pair.net.filter("b", (route, m) -> threesAre(new Treatment.Dropped(), route, m));
        pair.net.filter("a", (route, m) -> threesAre(new Treatment.Late(SECOND), route, m));
        pair.dial();
        pair.send(1, 5);
        pair.world.runFor(SECOND / 2);
        assertEquals(pair.sent(2), pair.arrived);
        pair.world.runFor(2 * SECOND);
        assertEquals(pair.sent(5), pair.arrived);
    }

    @Test
    void messagesThatAreLongTakeTheirTimeOnANarrowLink() {
        Pair pair = new Pair(1);
        Weather calm = Weather.calm();
        Weather narrow = new Weather(0, 0, MILLI, 0, 0, 0, 60 * SECOND, SECOND, 1_000);
        pair.net.sized(message -> 100L * message);
        pair.world.links().weather(new Route("c1", "n1"), narrow);
        pair.dial();
        pair.send(1, 5);
        for (int tenths : List.of(1, 3, 6, 10, 15)) {
            long untilNanos = tenths * SECOND / 10;
            pair.world.runFor(untilNanos - MILLI - pair.world.nowNanos());
            int before = pair.arrived.size();
            pair.world.runFor(2 * MILLI);
            assertEquals(before + 1, pair.arrived.size(), "after " + tenths + " tenths");
        }
        pair.world.links().weather(calm);
        pair.send(6, 10);
        pair.world.runFor(SECOND / 10);
        assertEquals(pair.sent(10), pair.arrived);
    }

    @Test
    void oneDirectionHasAWeatherOfItsOwn() {
        Pair pair = new Pair(1);
        pair.world
                .links()
                .weather(
                        new Route("n1", "c1"),
                        new Weather(SECOND, 0, SECOND, 0, 0, 0, SECOND, SECOND));
        pair.dial();
        pair.send(1, 1);
        pair.world.runFor(SECOND / 2);
        assertEquals(pair.sent(1), pair.arrived, "the other is as it was");
        pair.answer(7);
        pair.world.runFor(SECOND / 2);
        assertEquals(List.of(), pair.answers);
        pair.world.runFor(SECOND);
        assertEquals(List.of(7), pair.answers);
    }

    @Test
    void singleMessagesAreLostDoubledAndOvertaken() {
        int lost = 0;
        int doubled = 0;
        int overtaken = 0;
        for (int seed = 0; seed < 50; seed++) {
            Pair pair = new Pair(seed);
            pair.net.datagrams(new Datagrams(0.2, 0.2, 0.2, SECOND));
            pair.dial();
            pair.world.runFor(SECOND);
            for (int i = 1; i <= 10; i++) {
                pair.send(i, i);
                pair.world.runFor(SECOND / 10);
            }
            pair.world.runFor(10 * SECOND);
            TreeSet<Integer> different = new TreeSet<>(pair.arrived);
            lost += 10 - different.size();
            doubled += pair.arrived.size() - different.size();
            if (!List.copyOf(different).equals(pair.arrived)) overtaken++;
            assertEquals(List.of(), pair.clientClosed, "the connection holds");
        }
        assertTrue(lost > 50 && lost < 150, "lost " + lost);
        assertTrue(doubled > 40 && doubled < 140, "doubled " + doubled);
        assertTrue(overtaken > 20, "overtaken " + overtaken);
    }

    @Test
    void aDroppedMessageAloneIsLostWhereMessagesAreSingle() {
        Pair pair = new Pair(3);
        pair.net.datagrams(new Datagrams(0, 0, 0, 0));
        pair.net.filter("threes", (route, m) -> threesAre(new Treatment.Dropped(), route, m));
        pair.dial();
        pair.world.runFor(SECOND);
        pair.send(1, 5);
        pair.world.runFor(10 * SECOND);
        assertEquals(List.of(1, 2, 4, 5), List.copyOf(new TreeSet<>(pair.arrived)));
        assertEquals(List.of(), pair.clientClosed);
    }

    @Test
    void aHealedNetKeepsItsPromisesAgain() {
        Pair pair = new Pair(3);
        pair.net.datagrams(new Datagrams(0.9, 0.9, 0.9, SECOND));
        pair.net.filter("all", (_, _) -> new Treatment.Dropped());
        pair.dial();
        pair.world.runFor(SECOND);
        pair.send(1, 5);
        pair.world.runFor(SECOND);
        assertEquals(List.of(), pair.arrived);
        pair.net.heal();
        pair.send(1, 5);
        pair.world.runFor(SECOND);
        assertEquals(pair.sent(5), pair.arrived);
    }

    @Test
    void aBlockedLinkHoldsSingleMessagesToo() {
        Pair pair = new Pair(3);
        pair.net.datagrams(new Datagrams(0, 0, 0, 0));
        pair.dial();
        pair.world.runFor(SECOND);
        pair.world.links().block("c1", "n1");
        pair.send(1, 5);
        pair.world.runFor(SECOND / 10);
        assertEquals(List.of(), pair.arrived);
        pair.world.links().healAll();
        pair.world.runFor(SECOND / 10);
        assertEquals(pair.sent(5), List.copyOf(new TreeSet<>(pair.arrived)));
    }

    @Test
    void noSingleMessageIsHeardBeforeItsCallAndTheWindowOpensAgain() {
        int heard = 0;
        for (int seed = 0; seed < 100; seed++) {
            Pair pair = new Pair(seed);
            pair.net.datagrams(new Datagrams(0, 0, seed % 2 * 0.5, SECOND));
            pair.dial();
            pair.send(1, 8);
            pair.world.runFor(10 * SECOND);
            List<Boolean> writable = new ArrayList<>();
            pair.clientLane.post(() -> writable.add(pair.connections.getLast().writable()));
            pair.world.runFor(SECOND);
            assertEquals(List.of(true), writable);
            heard += pair.arrived.size();
        }
        assertTrue(heard > 300 && heard < 750, "some, not all: " + heard);
    }

    @Test
    void bothOfADoubledMessageCountForTheWindow() {
        Pair pair = new Pair(1);
        pair.net.datagrams(new Datagrams(0, 1, 0, 0));
        pair.dial();
        pair.world.runFor(SECOND);
        pair.node.pause(10 * SECOND);
        pair.send(1, 4);
        List<Boolean> writable = new ArrayList<>();
        pair.clientLane.post(() -> writable.add(pair.connections.getLast().writable()));
        pair.world.runFor(SECOND);
        assertEquals(List.of(false), writable);
    }

    /** Who does not know whether a message has arrived sends it again: it may arrive twice. */
    @Test
    void whatIsSentAgainAfterABreakMayArriveTwiceAndTheFirstAfterTheSecond() {
        int twice = 0;
        int staleAfterFresh = 0;
        for (int seed = 0; seed < 60; seed++) {
            Pair pair = new Pair(seed);
            pair.dial();
            pair.world.runFor(SECOND);
            pair.send(1, 5);
            pair.world.runFor(50_000);
            pair.world.links().reset("c1", "n1");
            pair.world.runFor(SECOND / 100);
            pair.dial();
            pair.send(1, 5);
            pair.world.runFor(10 * SECOND);
            assertTrue(new TreeSet<>(pair.arrived).containsAll(pair.sent(5)));
            if (pair.arrived.size() > 5) twice++;
            if (pair.arrived.lastIndexOf(1) > pair.arrived.indexOf(5)) staleAfterFresh++;
        }
        assertTrue(twice > 15, "twice " + twice);
        assertTrue(staleAfterFresh > 5, "the older copy comes later: " + staleAfterFresh);
    }
}
