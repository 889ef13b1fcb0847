package io.skein.server.controller.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.Uuid;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to its replicas, and whoever asks what of whom is in sync: a leader holds all
 * that was agreed before (P3, M5).
 */
class SuccessionModelTest {
    private static final int CASES = 3_000;
    private static final int STEPS_MAX = 60;

    @Test
    void aLeaderHoldsAllThatIsAgreed() {
        Gen.check("succession", CASES, SuccessionModelTest::live);
    }

    @Test
    void andManyDoLeadOneAfterTheOther() {
        long leaders = 0;
        for (int seed = 0; seed < CASES; seed++) leaders += live(Gen.of(seed));
        assertTrue(leaders > CASES, "a model in which nobody ever follows shows nothing");
    }

    private static int live(Gen gen) {
        Model model = new Model(gen);
        int steps = gen.between(1, STEPS_MAX);
        for (int step = 0; step < steps; step++) model.step();
        return model.image.leaderEpoch();
    }

    /** One partition, and how much of the one true log each replica holds durably. */
    private static final class Model {
        private final Gen gen;
        private final int replicas;
        private final int[] holds;
        private final Set<Integer> trusted = new TreeSet<>();
        private PartitionImage image;
        private int minInSync;
        private int agreed;

        Model(Gen gen) {
            this.gen = gen;
            replicas = gen.between(1, 4);
            minInSync = gen.between(1, replicas);
            holds = new int[replicas];
            List<Replica> all = new ArrayList<>();
            for (int node = 0; node < replicas; node++) {
                all.add(new Replica(node, new Uuid(1, 1), false));
                trusted.add(node);
            }
            image = PartitionImage.created(all);
        }

        private Succession rules() {
            return new Succession(minInSync, false, replica -> trusted.contains(replica.node()));
        }

        void step() {
            int node = gen.between(0, replicas - 1);
            switch (gen.between(0, 8)) {
                case 0, 1 -> write();
                case 2 -> follow(node);
                case 3 -> count(node);
                case 4 -> fence(node);
                case 5 -> comeBack(node);
                case 6 -> loseDisk(node);
                case 7 -> prefer();
                default -> {
                    minInSync = gen.between(1, replicas);
                    become(rules().again(image));
                }
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
            if (isLed() && trusted.contains(node)) holds[node] = holds[image.leader()];
        }

        /** The leader takes in those who have all, puts out who is slow or lacks something. */
        private void count(int node) {
            if (!isLed() || node == image.leader() || !trusted.contains(node)) return;
            Set<Integer> inSync = new TreeSet<>(image.inSync());
            boolean isComplete = holds[node] >= agreed;
            if (!isComplete || !inSync.add(node)) inSync.remove(node);
            become(rules().counted(image, inSync, isComplete ? Set.of() : Set.of(node)));
        }

        private void fence(int node) {
            trusted.remove(node);
            become(rules().without(image, node));
        }

        private void comeBack(int node) {
            trusted.add(node);
            become(rules().again(image));
        }

        private void loseDisk(int node) {
            fence(node);
            holds[node] = 0;
            become(rules().lost(image, node));
        }

        /** The first replica gets the lead back, if it is in sync. */
        private void prefer() {
            int first = image.preferred();
            boolean isDue = image.inSync().contains(first) && image.leader() != first;
            if (isDue && rules().canLead(image, first)) become(image.ledBy(first));
        }

        private void become(PartitionImage next) {
            boolean isNew = next.leaderEpoch() > image.leaderEpoch();
            image = next;
            for (int node : image.inSync()) {
                assertTrue(trusted.contains(node), "fenced " + node + " in sync: " + image);
            }
            if (!isNew || !isLed()) return;
            int held = holds[image.leader()];
            assertTrue(held >= agreed, agreed + " agreed, leader holds " + held + ": " + image);
            // What others hold beyond is of another history now.
            for (int node = 0; node < replicas; node++) holds[node] = Math.min(holds[node], held);
        }

        private void agree() {
            if (!isLed() || image.inSync().size() < minInSync) return;
            int all = image.inSync().stream().mapToInt(node -> holds[node]).min().orElseThrow();
            agreed = Math.max(agreed, all);
            assertTrue(image.eligible().isEmpty(), "so many agree without them: " + image);
        }
    }
}
