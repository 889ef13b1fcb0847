package io.skein.scenarios.story;

import io.skein.scenarios.history.Violation;
import io.skein.simulation.World;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes of what was thrown what is told. */
public final class Falls {
    private static final int LINES_SHOWN = 60;
    private static final int FRAMES_SHOWN = 8;

    private Falls() {}

    /** Lets a run happen in its world; how it fell, if it did. */
    public static Optional<Verdict.Fall> during(World world, Runnable run) {
        try {
            run.run();
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
