package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Leaving a fault out changes what follows from it, and no draw of anything else: otherwise a run
 * could not be shrunk, because without one fault it would be another run.
 */
class OneFaultLessTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final int LENGTH = 3_000;

    /** Something that goes wrong on host a, or between a and b. */
    private interface Fault {
        void on(World world, SimHost a);
    }

    private static final List<Fault> FAULTS =
            List.of(
                    (world, _) -> world.links().reset("a", "b"),
                    (world, _) -> world.links().block("b", "a"),
                    (world, _) -> world.links().clog("a", "b", SECOND),
                    (_, a) -> a.pause(SECOND),
                    (_, a) -> a.diskFaults("data").faults(DiskFaults.delays(0.5, 0)),
                    (_, a) -> a.diskFaults("data").rot(),
                    (_, a) -> a.clock().drift(40_000),
                    (_, a) -> a.powerCut());

    @Test
    void whatHappensElsewhereStaysAsItWas() {
        List<String> all = heardByOthers(0, FAULTS);
        assertTrue(all.size() > 500, "there is much to hear: " + all.size());
        for (Fault fault : FAULTS) {
            List<Fault> fewer = new ArrayList<>(FAULTS);
            fewer.remove(fault);
            assertEquals(all, heardByOthers(0, fewer), "without " + FAULTS.indexOf(fault));
        }
        assertEquals(all, heardByOthers(0, List.of()));
        assertNotEquals(all, heardByOthers(1, FAULTS), "another seed is another run");
    }

    /** All that c and d hear from each other and read from their disks, with the times. */
    private static List<String> heardByOthers(long seed, List<Fault> faults) {
        List<String> heard = new ArrayList<>();
        run(seed, faults, heard);
        return heard;
    }

    @Test
    void oneSeedGoesOneWayWithAllFaults() {
        World once = run(5, FAULTS, new ArrayList<>());
        World again = run(5, FAULTS, new ArrayList<>());
        assertEquals(once.traceHash(), again.traceHash());
        assertEquals(once.mishaps(), again.mishaps());
        assertTrue(once.mishaps().size() > 8, once.mishaps().toString());
    }

    private static World run(long seed, List<Fault> faults, List<String> heard) {
        World world = new World(seed);
        world.links().weather(Weather.drawn(Gen.of(7)));
        SimNet<Integer> net = new SimNet<>(world, 1_000);
        SimHost a = talk(world, net, List.of("a", "b"), new ArrayList<>());
        talk(world, net, List.of("c", "d"), heard);
        for (Fault fault : faults) {
            long atNanos = (1 + FAULTS.indexOf(fault)) * (50 * MILLI);
            world.after(atNanos, "fault", () -> fault.on(world, a));
        }
        world.runFor(30 * SECOND);
        return world;
    }

    private static SimHost talk(
            World world, SimNet<Integer> net, List<String> pair, List<String> heard) {
        SimHost first = world.host(pair.getFirst());
        for (String name : pair) {
            String other = pair.get(pair.indexOf(name) == 0 ? 1 : 0);
            SimHost host = name.equals(first.name()) ? first : world.host(name);
            Lane lane = host.lane("lane", 100_000);
            Transport<Integer> transport = net.transport(host, 7071);
            Talker talker = new Talker(world, name, heard);
            transport.accept(lane, _ -> talker);
            lane.post(() -> beat(host, lane, transport.dial(other + ":7071", lane, talker), 0));
        }
        return first;
    }

    private static void beat(SimHost host, Lane lane, Connection<Integer> peer, int number) {
        peer.send(number);
        if (number % 10 == 0) Files.write(host.disk("data"), "f" + number, 700);
        lane.after(10 * MILLI, () -> beat(host, lane, peer, number + 1));
    }

    /** Writes down what it hears, and when. */
    private record Talker(World world, String name, List<String> heard)
            implements Handler<Integer> {
        @Override
        public void onMessage(Integer message) {
            heard.add(world.nowNanos() + " " + name + " " + message);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            heard.add(world.nowNanos() + " " + name + " " + reason);
        }
    }

    @Test
    void aKindOfBadWeatherLessLeavesTheOtherMessagesAlone() {
        List<Long> calm = arrivals(0);
        List<Long> slow = arrivals(0.2);
        int same = 0;
        for (int i = 0; i < calm.size(); i++) {
            assertTrue(slow.get(i) >= calm.get(i), "slow is never quicker");
            if (slow.get(i).equals(calm.get(i))) same++;
        }
        assertTrue(same > 700 && same < 900, "a fifth is slow: " + same);
    }

    private static List<Long> arrivals(double slow) {
        World world = new World(3);
        world.links().weather(new Weather(MILLI, MILLI, SECOND, slow, SECOND, 0, SECOND, SECOND));
        List<Long> at = new ArrayList<>();
        Link link = world.links().link(new Route("a", "b"));
        for (int i = 0; i < 1_000; i++) at.add(link.arrivalNanos(0));
        return at;
    }

    @Test
    void oneKindOfDiskFaultLessLeavesTheOthers() {
        DiskFaults all = new DiskFaults(0.3, 0.3, 0.3, 0.1, SECOND, 0.05, 5 * SECOND);
        List<String> failing = operations(all);
        List<String> syncsFail =
                operations(new DiskFaults(0, 0, 0.3, 0.1, SECOND, 0.05, 5 * SECOND));
        assertEquals(only("sync", failing), only("sync", syncsFail));
        assertTrue(only("sync", failing).stream().anyMatch(line -> line.endsWith("failed")));
        List<String> good = operations(DiskFaults.delays(0, 0));
        List<String> slow = operations(new DiskFaults(0, 0, 0, 0.1, SECOND, 0, SECOND));
        List<String> hanging = operations(new DiskFaults(0, 0, 0, 0, SECOND, 0.05, 5 * SECOND));
        assertTrue(inCommon(good, slow) > 200, "most are as they were");
        assertTrue(inCommon(good, hanging) > 200, "most are as they were");
        assertTrue(inCommon(good, slow) < 300 && inCommon(good, hanging) < 300, "not all");
    }

    private static List<String> only(String what, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(what)).toList();
    }

    private static int inCommon(List<String> these, List<String> those) {
        int common = 0;
        for (int i = 0; i < these.size(); i++) if (these.get(i).equals(those.get(i))) common++;
        return common;
    }

    /** What 300 operations of a disk took, and whether they failed. */
    private static List<String> operations(DiskFaults faults) {
        World world = new World(5);
        SimHost host = world.host("n1");
        List<String> lines = new ArrayList<>();
        host.lane("commit", 10)
                .post(() -> {
                    Files.write(host.disk("data"), "log", 100);
                    DiskFile file = open(host.disk("data"));
                    host.diskFaults("data").faults(faults);
                    for (int i = 0; i < 100; i++) {
                        lines.add(told(world, "write", () -> file.write(Files.bytes(0, 9), 0)));
                        lines.add(told(world, "sync", file::sync));
                        lines.add(told(world, "read", () -> file.read(ByteBuffer.allocate(9), 0)));
                    }
                });
        world.runFor(10_000 * SECOND);
        return lines;
    }

    private static DiskFile open(Disk disk) {
        try {
            return disk.open("log");
        } catch (IOException isThere) {
            throw new AssertionError(isThere);
        }
    }

    private static String told(World world, String what, Change.Step step) {
        long before = world.nowNanos();
        String outcome = "";
        try {
            step.run();
        } catch (IOException asDrawn) {
            outcome = " failed";
        }
        return what + " " + (world.nowNanos() - before) + outcome;
    }

    @Test
    void anEventMoreChangesTheOrderOfNoOthers() {
        int turned = 0;
        for (int seed = 0; seed < 50; seed++) {
            List<String> order = order(seed, List.of("b", "c", "d"));
            List<String> more = order(seed, List.of("a", "b", "c", "d"));
            more.remove("a");
            assertEquals(order, more);
            if (!order.equals(List.of("b", "c", "d"))) turned++;
        }
        assertTrue(turned > 20, "any order comes: " + turned);
    }

    /** The order in which these happen that are due at one instant. */
    private static List<String> order(long seed, List<String> what) {
        World world = new World(seed);
        List<String> order = new ArrayList<>();
        for (String one : what) world.after(SECOND, one, () -> order.add(one));
        world.runFor(SECOND);
        return order;
    }

    @Test
    void aPowerCutLeavesTheSameWithoutAnEarlierFault() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            int[] rotted = leftBytes(seed, SimDisk::rot);
            int[] whole = leftBytes(seed, _ -> {});
            assertEquals(whole.length, rotted.length);
            int different = 0;
            for (int i = 0; i < whole.length; i++) if (whole[i] != rotted[i]) different++;
            assertTrue(different <= Byte.SIZE, "only bits of the rot differ: " + different);
        }
    }

    private static int[] leftBytes(long seed, Consumer<SimDisk> fault) throws IOException {
        World world = new World(seed);
        SimHost host = world.host("n1");
        Disk disk = host.disk("data");
        Files.write(disk, "log", LENGTH);
        disk.syncDirectory("");
        fault.accept(host.diskFaults("data"));
        world.runFor(SECOND);
        disk.open("log").write(Files.bytes(LENGTH, LENGTH), LENGTH);
        host.powerCut();
        byte[] left = Files.read(host.restart().disk("data"), "log");
        int[] bytes = new int[left.length];
        for (int i = 0; i < left.length; i++) bytes[i] = left[i];
        return bytes;
    }
}
