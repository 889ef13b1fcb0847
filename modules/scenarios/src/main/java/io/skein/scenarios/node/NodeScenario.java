package io.skein.scenarios.node;

import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import io.skein.simulation.World;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One node and a few clients, on disks and a network that fail: kills and power cuts at every kind
 * of moment, and in the end every promise is looked after. See {@link Run} for the order of events.
 */
public final class NodeScenario implements Scenario {
    private static final int LINES_SHOWN = 60;

    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<String> situations() {
        return List.of(
                "POWER_CUT during start",
                "KILL during start",
                "POWER_CUT while serving",
                "KILL while serving",
                "orderly stop",
                "power cut after an orderly stop",
                "crash point set for the start",
                "space again",
                "unknown outcome",
                "topic deleted",
                "topic recreated",
                "creation of unknown outcome",
                "deletion of unknown outcome",
                "accepted without a promise",
                "reader caught up",
                "messages read",
                "published",
                "stored by the library",
                "unknown to the library",
                "read by the library",
                "several segments");
    }

    @Override
    public Verdict run(Wish wish) {
        World world = new World(wish.seed());
        wish.trace().ifPresent(world::showTrace);
        Run run = new Run(world, wish);
        Optional<Verdict.Fall> fall = Optional.empty();
        try {
            run.play();
        } catch (AssertionError | Violation broken) {
            fall = Optional.of(fall(world, broken));
        }
        return run.verdict(fall);
    }

    private static Verdict.Fall fall(World world, Throwable broken) {
        Throwable root = broken;
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) root = cause;
        List<String> last = world.report().lines().toList();
        String invariant =
                root instanceof Violation violation
                        ? violation.invariant()
                        : root.getClass().getSimpleName();
        return new Verdict.Fall(
                invariant,
                told(root),
                last.subList(Math.max(0, last.size() - LINES_SHOWN), last.size()));
    }

    private static String told(Throwable root) {
        if (root instanceof Violation) return String.valueOf(root.getMessage());
        List<String> where =
                Arrays.stream(root.getStackTrace())
                        .limit(8)
                        .map(StackTraceElement::toString)
                        .toList();
        return root + " at " + where;
    }
}
