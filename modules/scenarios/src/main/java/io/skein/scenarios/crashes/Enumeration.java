package io.skein.scenarios.crashes;

import io.skein.scenarios.crashes.Scripts.Script;
import io.skein.simulation.CrashPoint;
import io.skein.simulation.CrashPoint.When;
import io.skein.simulation.Survival;
import io.skein.storage.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ends each script at each of its disk operations, and after the last, in each way; opens what is
 * left, judges it, and goes on with it. Of some, the opening is cut off as well, and then the next
 * one judged.
 */
public final class Enumeration {
    private static final int SUBSETS = 18;
    private static final int DEEPER_EVERY = 3;
    private static final int DEEPER_OPERATIONS = 24;

    private static final List<Image> IMAGES = images();

    private final int stride;

    /** How the power goes, and which of the seeds decides what is left to chance. */
    private record Image(When when, Survival survival, int salt) {}

    /**
     * What came of it.
     *
     * @param images how many times the machine died in a script, or right after it
     * @param deeper how many times it died again in the opening after that
     * @param failures each with what it takes to see it again
     */
    public record Tally(long images, long deeper, List<String> failures) {
        /** Both together. */
        public Tally plus(Tally other) {
            List<String> both = new ArrayList<>(failures);
            both.addAll(other.failures);
            return new Tally(images + other.images, deeper + other.deeper, both);
        }

        /** The last line of the command. */
        public String line() {
            return "%d images, %d of depth two, %d failures"
                    .formatted(images, deeper, failures.size());
        }
    }

    /**
     * @param stride every how many operations there is a crash; 1 for all
     */
    public Enumeration(int stride) {
        this.stride = stride;
    }

    private static List<Image> images() {
        List<Image> images = new ArrayList<>();
        images.add(new Image(When.INSIDE, Survival.DRAWN, 1));
        images.add(new Image(When.INSIDE, Survival.SUBSET, 2));
        for (Survival each : List.of(Survival.ALL, Survival.NONE, Survival.PREFIX, Survival.TORN)) {
            images.add(new Image(When.AFTER, each, 3));
        }
        images.add(new Image(When.AFTER, Survival.ZEROED, 3));
        for (int i = 0; i < SUBSETS; i++) images.add(new Image(When.AFTER, Survival.SUBSET, 4 + i));
        return List.copyOf(images);
    }

    /** All names, in the order in which they are gone through. */
    public static List<String> names() {
        return Scripts.ALL.stream().map(Script::name).toList();
    }

    /** Goes through one script, on all processors. */
    public Tally run(String name) {
        Script script =
                Scripts.ALL.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        int operations = (int) operations(script);
        // Behind the last operation as well, for only then has all been promised.
        return IntStream.rangeClosed(1, operations + 1)
                .filter(at -> at % stride == 0 || at > operations)
                .parallel()
                .mapToObj(at -> at(script, at))
                .reduce(new Tally(0, 0, List.of()), Tally::plus);
    }

    private static long operations(Script script) {
        Machine machine = new Machine(script, 1, Survival.ALL, Optional.empty());
        script.life().live(machine);
        return machine.disk().operations();
    }

    private static Tally at(Script script, int operation) {
        long deeper = 0;
        List<String> failures = new ArrayList<>();
        for (Image image : IMAGES) {
            Machine machine =
                    new Machine(
                            script,
                            image.salt(),
                            image.survival(),
                            Optional.of(CrashPoint.powerCut(operation, image.when())));
            int nth = operation * IMAGES.size() + IMAGES.indexOf(image);
            try {
                die(script, machine);
                machine.disk().capacityBytes(Long.MAX_VALUE);
                if (nth % DEEPER_EVERY == 0 && dieAgain(machine, nth)) deeper++;
                judge(machine);
            } catch (RuntimeException | AssertionError failed) {
                failures.add(
                        "%s, operation %d, %s: %s%n%s"
                                .formatted(
                                        script.name(), operation, image, failed, machine.report()));
            }
        }
        return new Tally(IMAGES.size(), deeper, failures);
    }

    /** Runs the script until the machine dies; if it comes to its end, the power goes then. */
    private static void die(Script script, Machine machine) {
        try {
            script.life().live(machine);
        } catch (Died expected) {
            machine.dieAt(Optional.empty());
            machine.restart(false);
            return;
        }
        machine.dieAt(Optional.empty());
        machine.restart(true);
    }

    private static boolean dieAgain(Machine machine, int salt) {
        long at = machine.disk().operations() + 1 + salt % DEEPER_OPERATIONS;
        When when = salt % 2 == 0 ? When.INSIDE : When.AFTER;
        machine.disk().crashAt(CrashPoint.powerCut(at, when));
        try {
            machine.open();
        } catch (Died expected) {
            machine.restart(false);
            return true;
        }
        machine.restart(true);
        return false;
    }

    /** What is left can be opened and gone on with, and stopped, and opened again. */
    private static void judge(Machine machine) {
        machine.open();
        for (Log log : machine.logs()) Scripts.turn(machine, log.name(), 1, 9);
        machine.stopAndStart();
        for (Log log : machine.logs()) Scripts.turn(machine, log.name(), 1, 9);
    }
}
