package io.skein.benchmarks;

import io.skein.foundation.Check;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run found, as one line of JSON: figures in the order they were put, each goal right behind
 * its figure, and last whether all goals are met.
 */
final class Result {
    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean isMet = true;

    Result put(String name, String text) {
        return add(name, quoted(text));
    }

    Result put(String name, long number) {
        return add(name, Long.toString(number));
    }

    Result put(String name, double number) {
        return add(name, shown(number));
    }

    /** A figure that should be at most {@code goal}. */
    Result putAtMost(String name, double number, double goal) {
        return goal(put(name, number), name, goal, number <= goal);
    }

    /** A figure that should be at least {@code goal}. */
    Result putAtLeast(String name, double number, double goal) {
        return goal(put(name, number), name, goal, number >= goal);
    }

    private static Result goal(Result result, String name, double goal, boolean isReached) {
        result.put(name + "_goal", goal).add(name + "_met", Boolean.toString(isReached));
        result.isMet &= isReached;
        return result;
    }

    private Result add(String name, String json) {
        Check.that(!values.containsKey(name), "a figure is put once");
        values.put(name, json);
        return this;
    }

    boolean isMet() {
        return isMet;
    }

    String line() {
        return values.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":" + each.getValue())
                .collect(Collectors.joining(",", "{", ",\"met\":" + isMet + "}"));
    }

    /** Up to three places behind the point, which is more than any benchmark is good for. */
    private static String shown(double number) {
        Check.that(Double.isFinite(number), "JSON knows only finite numbers");
        String text = String.format(Locale.ROOT, "%.3f", number);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') json.append('\\');
            if (each < ' ') json.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
            else json.append(each);
        }
        return json.append('"').toString();
    }
}
