import io.skein.systemtests.pods.Manifests;
import io.skein.systemtests.pods.PodPlan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The pods of an overlay as processes: begun in any order, used, and rolled as Kubernetes does. */
final class Pods {
    private static final String NAMESPACE = "default";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int LOG_LINES = 20;
    private static final double FORMED_MILLIS_GOAL = 10_000;
    private static final double PAUSE_MILLIS_GOAL = 2_000;

    private final Kubelet kubelet;
    private final List<PodPlan> plans;
    private final Result result;

    private Pods(Kubelet kubelet, List<PodPlan> plans, Result result) {
        this.kubelet = kubelet;
        this.plans = plans;
        this.result = result;
    }

    /** Overlay, folder of the image, script, folder for files, name of the networks, orders. */
    public static void main(String[] words) {
        Path folder = Path.of(words[3]);
        int code = 1;
        try {
            Path overlay = Path.of(words[0]);
            Manifests manifests = Manifests.read(Manifests.render(overlay));
            int replicas = manifests.set().getSpec().getReplicas();
            List<PodPlan> plans =
                    IntStream.range(0, replicas)
                            .mapToObj(each -> new PodPlan(manifests, NAMESPACE, each))
                            .toList();
            Names names = new Names(manifests, NAMESPACE, folder.resolve("hosts"));
            var machine =
                    new Kubelet.Machine(
                            Path.of(words[2]),
                            folder,
                            Image.of(Path.of(words[1])),
                            new Networks(words[4]));
            Result result = Result.of("pods", overlay.getFileName().toString());
            try (Kubelet kubelet = new Kubelet(machine, names)) {
                if (new Pods(kubelet, plans, result).run(Integer.parseInt(words[5]))) code = 0;
            }
        } catch (Faults.Cannot why) {
            System.err.println("pods: cannot be done here: " + why.getMessage());
            code = 3;
        } catch (Faults.Failed | AssertionError | IllegalArgumentException why) {
            System.err.println("pods: " + why.getMessage());
            logs(folder).forEach(System.err::println);
        } catch (Exception failed) {
            failed.printStackTrace();
            logs(folder).forEach(System.err::println);
        }
        System.exit(code);
    }

    private static List<String> logs(Path folder) {
        List<String> last = new ArrayList<>();
        for (int ordinal = 0; ordinal < 3; ordinal++) {
            try {
                List<String> all = Files.readAllLines(Kubelet.log(folder, ordinal));
                for (String line : all.subList(Math.max(0, all.size() - LOG_LINES), all.size())) {
                    last.add("skein-" + ordinal + " | " + line);
                }
            } catch (IOException none) {
                last.add("skein-" + ordinal + " has no log");
            }
        }
        return last;
    }

    private boolean run(int ordersMax) throws IOException, InterruptedException {
        List<List<Integer>> all = orders(plans.size());
        List<List<Integer>> orders = all.subList(0, Math.min(ordersMax, all.size()));
        double slowest = 0;
        List<Pod> pods = List.of();
        for (List<Integer> order : orders) {
            for (Pod each : pods) kubelet.stop(each, PATIENCE_NANOS);
            kubelet.deleteClaims(plans);
            pods = begin(order);
            // From here on nothing but themselves can keep them.
            long began = System.nanoTime();
            for (Pod each : pods) kubelet.awaitReady(each, PATIENCE_NANOS);
            double millis = (System.nanoTime() - began) / 1e6;
            slowest = Math.max(slowest, millis);
            System.out.printf("order %s: formed %.0f ms after the last start%n", order, millis);
        }
        result.number("orders", orders.size());
        result.millis("formed_max", slowest, FORMED_MILLIS_GOAL);
        serve(pods);
        return result.print();
    }

    /** All orders of so many. */
    private static List<List<Integer>> orders(int count) {
        if (count == 0) return List.of(List.of());
        List<List<Integer>> longer = new ArrayList<>();
        for (List<Integer> shorter : orders(count - 1)) {
            for (int at = 0; at < count; at++) {
                List<Integer> one = new ArrayList<>(shorter);
                one.add(at, count - 1);
                longer.add(one);
            }
        }
        return longer;
    }

    /**
     * Starts all in this order, from nothing, each when the one before waits for it; returns them
     * by their ordinals.
     */
    private List<Pod> begin(List<Integer> order) throws IOException, InterruptedException {
        List<Pod> begun = new ArrayList<>();
        for (int ordinal : order) {
            if (!begun.isEmpty()) {
                Pod last = begun.getLast();
                last.awaitWaiting(last.plan().container().getStartupProbe(), PATIENCE_NANOS);
            }
            begun.add(kubelet.start(plans.get(ordinal)));
        }
        return plans.stream().map(plan -> begun.get(order.indexOf(plan.ordinal()))).toList();
    }

    private void serve(List<Pod> pods) throws IOException, InterruptedException {
        Pod first = pods.getFirst();
        String service = "skein." + NAMESPACE + ".svc:" + first.plan().port("clients");
        try (Diary diary = Diary.begin(service)) {
            Pod.Ended listed = first.run(List.of("skein", "topics", "list"), 60);
            if (listed.code() != 0 || !listed.said().contains("diary")) {
                throw new Faults.Failed("in the container, skein topics list says " + listed);
            }
            List<Pod> rolled = roll(pods, diary);
            diary.end();
            result.some("acknowledged", diary.acknowledged());
            tell(diary.failed());
            tell(diary.unknown());
            result.none("failed", diary.failed().size());
            // Counted, not judged: so it is called by whoever cannot know, and rightly.
            result.number("unknown", diary.unknown().size());
            result.none("acknowledged_lost", diary.missing());
            for (Pod each : rolled) kubelet.stop(each, PATIENCE_NANOS);
        }
    }

    private static void tell(Map<Long, String> whys) {
        whys.entrySet().stream().limit(LOG_LINES).forEach(System.out::println);
    }

    /** As a StatefulSet is updated: from the last to the first, each when the last one is ready. */
    private List<Pod> roll(List<Pod> pods, Diary diary) throws IOException, InterruptedException {
        List<Pod> rolled = new ArrayList<>();
        long led = 0;
        double longest = 0;
        diary.pauseMillis();
        for (Pod each : pods.reversed()) {
            int node = each.plan().ordinal() + 1;
            led += diary.ledBy(node);
            long before = diary.acknowledged();
            kubelet.delete(each, () -> diary.ensureNotLedBy(node));
            double away = diary.pauseMillis();
            Pod next = kubelet.start(each.plan());
            kubelet.awaitReady(next, PATIENCE_NANOS);
            double back = diary.pauseMillis();
            System.out.printf(
                    "%s: no acknowledgement for %.0f ms as it went, for %.0f ms as it came back%n",
                    each.plan().name(), away, back);
            longest = Math.max(longest, Math.max(away, back));
            rolled.add(next);
            if (diary.acknowledged() == before) {
                throw new Faults.Failed("nothing was acknowledged while " + node + " was away");
            }
        }
        result.number("drained", rolled.size());
        result.millis("pause_max", longest, PAUSE_MILLIS_GOAL);
        result.some("led_before", led);
        return rolled;
    }
}
