package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Reassignment;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to nodes while a partition is moved from some to others, and however often the
 * order changes: a leader holds all that was agreed before, no order takes anybody into the in-sync
 * set, none makes it too small (M11), and in the end the partition is where it should be.
 */
class MoveModelTest {
    private static final int CASES = 2_000;
    private static final int STEPS_MAX = 80;
    private static final int NODES = 6;

    @Test
    void nothingThatIsAgreedIsLostOnTheWay() {
        Gen.check("moves", CASES, MoveModelTest::live);
    }

    @Test
    void andMostGetThere() {
        long moved = 0;
        for (int seed = 0; seed < CASES; seed++) moved += live(Gen.of(seed));
        assertTrue(moved > CASES / 4, "a model in which nothing is moved shows nothing");
    }

    private static int live(Gen gen) {
        Model model = new Model(gen);
        int steps = gen.between(1, STEPS_MAX);
        for (int step = 0; step < steps; step++) model.step();
        model.heal();
        return model.moved;
    }

    /** One partition, and how much of the one true log each node holds durably. */
    private static final class Model {
        private final Gen gen;
        private final int[] holds = new int[NODES];
        private final Set<Integer> trusted = new TreeSet<>();
        private PartitionImage image;
        private int minInSync;
        private int agreed;
        private int moved;

        Model(Gen gen) {
            this.gen = gen;
            minInSync = gen.between(1, 3);
            for (int node = 0; node < NODES; node++) trusted.add(node);
            List<Replica> first = new ArrayList<>();
            for (int node : some()) first.add(new Replica(node, new Uuid(1, 1), false));
            image = PartitionImage.created(first);
        }

        /** One to four nodes, in any order. */
        private List<Integer> some() {
            List<Integer> left = new ArrayList<>();
            for (int node = 0; node < NODES; node++) left.add(node);
            List<Integer> chosen = new ArrayList<>();
            int count = gen.between(1, 4);
            while (chosen.size() < count) {
                Integer next = gen.pick(left);
                left.removeIf(next::equals);
                chosen.add(next);
            }
            return chosen;
        }

        private Succession rules() {
            return new Succession(
                    image.enough(minInSync), false, replica -> trusted.contains(replica.node()));
        }

        void step() {
            int node = gen.between(0, NODES - 1);
            switch (gen.between(0, 11)) {
                case 0, 1 -> write();
                case 2, 3 -> follow(node);
                case 4, 5 -> count(node);
                case 6 -> fence(node);
                case 7 -> comeBack(node);
                case 8 -> order(some());
                case 9 -> begin();
                case 10 -> handOver();
                default -> order(image.settled());
            }
            agree();
        }

        private boolean isLed() {
            return image.leader() != PartitionImage.NO_LEADER;
        }

        private void write() {
            if (isLed()) holds[image.leader()]++;
        }

        private void follow(int node) {
            boolean isHolder = image.replicaOn(node).isPresent() && trusted.contains(node);
            if (isLed() && isHolder) holds[node] = holds[image.leader()];
        }

        /** The leader takes in those who have all, puts out who is slow or lacks something. */
        private void count(int node) {
            boolean isHolder = image.replicaOn(node).isPresent() && trusted.contains(node);
            if (!isLed() || node == image.leader() || !isHolder) return;
            Set<Integer> inSync = new TreeSet<>(image.inSync());
            boolean isComplete = holds[node] >= agreed;
            if (!isComplete || !inSync.add(node)) inSync.remove(node);
            become(rules().counted(image, inSync, isComplete ? Set.of() : Set.of(node)));
        }

        /** The leader has nothing on its way. */
        private void handOver() {
            boolean isToGo = !image.heirs(_ -> false).isEmpty();
            Optional<PartitionImage> after = rules().handedOver(image);
            assertTrue(isToGo || after.isEmpty(), () -> "nobody asked for it: " + image);
            after.ifPresent(this::become);
        }

        private void fence(int node) {
            trusted.remove(node);
            become(rules().without(image, node));
        }

        private void comeBack(int node) {
            trusted.add(node);
            become(rules().again(image));
        }

        private void order(List<Integer> target) {
            PartitionImage before = image;
            Optional<PartitionImage> after = Moves.toward(image, target, rules());
            assertEquals(after.isEmpty(), Moves.whyNotToward(image, target, rules()).isPresent());
            if (after.isEmpty()) return;
            become(after.get());
            assertTrue(before.inSync().containsAll(image.inSync()), "an order adds to it");
            boolean isLess = image.inSync().size() < before.inSync().size();
            if (isLess) assertEnough();
            boolean isDone = image.reassignment().isEmpty();
            assertEquals(target, isDone ? image.nodes() : image.reassignment().get().target());
        }

        private void assertEnough() {
            assertTrue(image.inSync().size() >= image.enough(minInSync), () -> "too few: " + image);
        }

        private void begin() {
            if (!image.isWaiting()) return;
            List<Integer> coming = new ArrayList<>(target());
            coming.removeAll(image.nodes());
            List<Replica> added =
                    coming.stream().map(node -> new Replica(node, new Uuid(1, 1), false)).toList();
            Set<Integer> before = new TreeSet<>(image.inSync());
            int enough = image.enough(minInSync);
            become(Moves.begun(image, added));
            if (image.reassignment().isPresent()) {
                assertEquals(enough, image.enough(minInSync), "nobody waits for who is added");
            }
            assertEquals(before, new TreeSet<>(image.inSync()), "who is added has nothing yet");
        }

        private List<Integer> target() {
            return image.reassignment().map(Reassignment::target).orElse(image.nodes());
        }

        private void become(PartitionImage next) {
            PartitionImage before = image;
            boolean isNew = next.leaderEpoch() != before.leaderEpoch();
            PartitionImage last = isNew ? Moves.done(next, rules()) : Moves.settled(next, rules());
            if (!last.equals(next)) {
                moved++;
                assertEquals(next.reassignment().orElseThrow().target(), last.nodes());
                assertEquals(new TreeSet<>(last.nodes()), new TreeSet<>(last.inSync()));
            }
            image = last;
            for (int node = 0; node < NODES; node++) {
                // Whoever holds it no more has deleted it, and begins with nothing the next time.
                if (image.replicaOn(node).isEmpty()) holds[node] = 0;
            }
            for (int node : image.inSync()) {
                assertTrue(trusted.contains(node), () -> "fenced in sync: " + image);
            }
            if (image.leaderEpoch() == before.leaderEpoch() || !isLed()) return;
            int held = holds[image.leader()];
            assertTrue(held >= agreed, () -> agreed + " agreed, leader lacks some: " + image);
            // What others hold beyond is of another history now.
            for (int node = 0; node < NODES; node++) holds[node] = Math.min(holds[node], held);
        }

        private void agree() {
            boolean isEnough = image.inSync().size() >= image.enough(minInSync);
            if (isEnough) assertTrue(image.eligible().isEmpty(), () -> "not needed: " + image);
            if (!isLed() || !isEnough) return;
            int all = image.inSync().stream().mapToInt(node -> holds[node]).min().orElseThrow();
            agreed = Math.max(agreed, all);
        }

        /** Everybody is back, and whoever follows catches up. */
        void heal() {
            for (int node = 0; node < NODES; node++) comeBack(node);
            begin();
            for (int round = 0; round < 2; round++) {
                for (int node = 0; node < NODES; node++) {
                    follow(node);
                    if (!image.inSync().contains(node)) count(node);
                    agree();
                    handOver();
                }
            }
            assertTrue(isLed(), () -> "somebody leads: " + image);
            assertEquals(Optional.empty(), image.reassignment(), () -> "it has arrived: " + image);
            assertEquals(new TreeSet<>(image.nodes()), new TreeSet<>(image.inSync()));
        }
    }
}
