import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The line of JSON with which a run ends, and whether all in it is as it should be. */
final class Result {
    private final StringBuilder json = new StringBuilder();
    private boolean isMet = true;

    private Result(String what, String name) {
        json.append("{\"%s\":\"%s\"".formatted(what, name));
    }

    static Result of(String fault) {
        return of("fault", fault);
    }

    /** Of something else than a fault: what it is, and which one. */
    static Result of(String what, String name) {
        return new Result(what, name);
    }

    Result number(String name, long value) {
        json.append(",\"%s\":%d".formatted(name, value));
        return this;
    }

    Result millis(String name, double value) {
        json.append(String.format(Locale.ROOT, ",\"%s_ms\":%.0f", name, value));
        return this;
    }

    /** Must not be more than the goal. */
    Result millis(String name, double value, double goal) {
        isMet &= value <= goal;
        json.append(
                String.format(
                        Locale.ROOT,
                        ",\"%s_ms\":%.0f,\"%s_ms_goal\":%.0f",
                        name,
                        value,
                        name,
                        goal));
        return this;
    }

    /** Must not be fewer than the goal. */
    Result least(String name, long count, long goal) {
        isMet &= count >= goal;
        return number(name, count).number(name + "_goal", goal);
    }

    /** Must be none. */
    Result none(String name, long count) {
        isMet &= count == 0;
        return number(name, count);
    }

    /** Must not be none. */
    Result some(String name, long count) {
        isMet &= count > 0;
        return number(name, count);
    }

    /** Prints it; returns whether all is as it should be. */
    boolean print() {
        System.out.println(json.append(",\"met\":").append(isMet).append('}'));
        return isMet;
    }

    /** The median of some figures, of which there is at least one. */
    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    static double maximum(List<Double> figures) {
        return Collections.max(figures);
    }
}
