package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever befalls a network: what arrives on a connection is what was sent first on it, in order;
 * each end hears once that it is over, as the last it hears, unless its process is dead; and once
 * all is healed, the next connection carries everything.
 */
class TransportPropertyTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int PORT = 7071;

    /** A message says on which connection and as which it was sent. */
    private record Note(int connection, int number) {}

    /** One end, and what it hears. */
    private static final class Ear implements Handler<Note> {
        final List<Note> heard = new ArrayList<>();
        int closes;

        @Override
        public void onMessage(Note message) {
            assertEquals(0, closes, "closed is the last call");
            heard.add(message);
        }

        @Override
        public void onWritable() {
            assertEquals(0, closes, "closed is the last call");
        }

        @Override
        public void onClosed(String reason) {
            closes++;
        }
    }

    /** Host a dials host b again and again, while things go wrong. */
    private static final class Story {
        final Gen gen;
        final World world;
        final SimNet<Note> net;
        final Partitions partitions;
        SimHost a;
        SimHost b;
        Lane lane;
        Transport<Note> transport;
        final List<Connection<Note>> dialed = new ArrayList<>();
        final List<Integer> sent = new ArrayList<>();
        final List<Ear> callers = new ArrayList<>();
        final List<Ear> callees = new ArrayList<>();

        Story(Gen gen) {
            this.gen = gen;
            world = new World(gen.between(0L, 1L << 40));
            net = new SimNet<>(world, 8);
            partitions = new Partitions(world);
            a = world.host("a");
            b = world.host("b");
            lane = a.lane("lane", 1_000);
            transport = net.transport(a);
            listen();
            dial();
        }

        void listen() {
            Lane listening = b.lane("lane", 1_000);
            net.transport(b, PORT)
                    .accept(
                            listening,
                            _ -> {
                                Ear ear = new Ear();
                                callees.add(ear);
                                return ear;
                            });
        }

        void dial() {
            lane.post(() -> {
                Ear ear = new Ear();
                callers.add(ear);
                sent.add(0);
                dialed.add(transport.dial("b:" + PORT, lane, ear));
            });
        }

        void send(int count) {
            lane.post(() -> {
                int number = dialed.size() - 1;
                for (int i = 0; i < count; i++) {
                    Note note = new Note(number, sent.get(number));
                    if (dialed.get(number).send(note)) sent.set(number, note.number + 1);
                }
            });
        }

        void restartB() {
            b.die(gen.pick(Death.KILL, Death.POWER_CUT));
            b = b.restart();
            listen();
        }

        void step() {
            List<String> hosts = List.of("a", "b");
            switch (gen.between(0, 11)) {
                case 0 -> send(gen.between(1, 5));
                case 1 -> dial();
                case 2 -> world.runFor(gen.skewed(100 * MILLI, 20 * SECOND));
                case 3 -> world.links().reset("a", "b");
                case 4 -> world.links().impose(Shape.drawn(gen, hosts));
                case 5 -> world.links().healAll();
                case 6 -> world.links().clog("a", "b", gen.between(MILLI, 5 * SECOND));
                case 7 -> partitions.flap(Shape.drawn(gen, hosts), gen, 10 * SECOND);
                case 8 -> world.links().weather(Weather.drawn(gen));
                case 9 -> b.pause(gen.between(MILLI, 5 * SECOND));
                case 10 -> lane.post(() -> dialed.getLast().close());
                default -> restartB();
            }
        }

        void heal() {
            world.links().healAll();
            world.links().weather(Weather.calm());
        }
    }

    @Test
    void connectionsKeepTheirPromisesWhateverHappens() {
        int[] arrived = {0, 0};
        Gen.check(
                "transport",
                2_000,
                gen -> {
                    Story story = new Story(gen);
                    gen.list(
                            0,
                            30,
                            _ -> {
                                story.step();
                                return 0;
                            });
                    story.heal();
                    story.world.runFor(300 * SECOND);
                    verify(story, arrived);
                    connectionsWorkAgain(story);
                });
        assertTrue(arrived[0] > 2_000, "most arrive: " + arrived[0]);
        assertTrue(arrived[1] > 200, "some do not: " + arrived[1]);
    }

    private static void verify(Story story, int[] arrived) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (Ear ear : story.callees) {
            assertTrue(ear.closes <= 1, "told once");
            if (ear.heard.isEmpty()) continue;
            int connection = ear.heard.getFirst().connection;
            assertFalse(counts.containsKey(connection), "one end hears one connection");
            counts.put(connection, ear.heard.size());
            for (int i = 0; i < ear.heard.size(); i++) {
                assertEquals(new Note(connection, i), ear.heard.get(i), "in order, none left out");
            }
        }
        for (int i = 0; i < story.sent.size(); i++) {
            int sent = story.sent.get(i);
            int heard = counts.getOrDefault(i, 0);
            assertTrue(heard <= sent, "nothing is heard that was not sent");
            if (story.callers.get(i).closes == 0) {
                assertEquals(sent, heard, "who was not told otherwise has been heard");
            }
            arrived[0] += heard;
            arrived[1] += sent - heard;
        }
    }

    private static void connectionsWorkAgain(Story story) {
        story.dial();
        story.send(5);
        story.world.runFor(SECOND);
        assertEquals(5, story.callees.getLast().heard.size(), "all is well again");
        assertEquals(0, story.callers.getLast().closes);
    }
}
