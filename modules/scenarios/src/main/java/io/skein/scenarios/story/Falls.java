package io.skein.scenarios.story;

import io.skein.scenarios.history.Violation;
import java.util.Arrays;
import java.util.List;

/** Makes of what was thrown what is told. */
final class Falls {
    private static final int LINES_SHOWN = 60;
    private static final int FRAMES_SHOWN = 8;

    private Falls() {}

    /**
     * What is told of a run that ended so.
     *
     * @param report the last lines of the trace
     */
    static Verdict.Fall of(Throwable broken, String report) {
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
