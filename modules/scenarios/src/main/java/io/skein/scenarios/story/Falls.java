package io.skein.scenarios.story;

import io.skein.scenarios.history.Violation;
import io.skein.simulation.World;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes of what was thrown what is told. */
public final class Falls {
    private static final int LINES_SHOWN = 60;
    private static final int FRAMES_SHOWN = 8;

    private Falls() {}

    /** One run in a world of its own. */
    public interface Play {
        /** Lets it happen. */
        void play();

        /** What came of it. */
        Verdict verdict(Optional<Verdict.Fall> fall);
    }

    /** Lets a run happen as it is wished for, and tells what came of it. */
    public static Verdict verdict(Wish wish, Function<World, Play> made) {
        World world = new World(wish.seed());
        wish.trace().ifPresent(world::showTrace);
        Play play = made.apply(world);
        return play.verdict(during(world, play));
    }

    private static Optional<Verdict.Fall> during(World world, Play play) {
        try {
            play.play();
            return Optional.empty();
        } catch (AssertionError | Violation broken) {
            return Optional.of(of(broken, world.report()));
        }
    }

    /**
     * What is told of a run that ended so.
     *
     * @param report the last lines of the trace
     */
    private static Verdict.Fall of(Throwable broken, String report) {
        Throwable root = broken;
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) root = cause;
        List<String> last = report.lines().toList();
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
                        .limit(FRAMES_SHOWN)
                        .map(StackTraceElement::toString)
                        .toList();
        return root + " at " + where;
    }
}
