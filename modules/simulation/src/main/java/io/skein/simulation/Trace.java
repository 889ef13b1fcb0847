package io.skein.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What happened: a hash over everything, and the last {@link #KEPT} lines in clear. Two runs with
 * the same hash went the same way. Owned by the world.
 */
final class Trace {
    private static final int KEPT = 4_096;

    private final long[] atNanos = new long[KEPT];
    private final String[] labels = new String[KEPT];
    private final String[] details = new String[KEPT];
    private long count;
    private long hash;
    private Optional<Consumer<String>> listener = Optional.empty();

    Trace(long seed) {
        Arrays.fill(labels, "");
        Arrays.fill(details, "");
        hash = Rng.mix(seed);
    }

    /** Shows every line from now on. */
    void showTo(Consumer<String> shown) {
        listener = Optional.of(shown);
    }

    void event(long nanos, Label label) {
        put(nanos, label.hash(), label.text(), "");
    }

    void note(long nanos, Label label, String detail) {
        put(nanos, label.hash() ^ Rng.hash(detail), label.text(), detail);
    }

    private void put(long nanos, long what, String label, String detail) {
        hash = Rng.mix(hash ^ what) + nanos;
        int slot = (int) (count++ & (KEPT - 1));
        atNanos[slot] = nanos;
        labels[slot] = label;
        details[slot] = detail;
        if (listener.isPresent()) listener.get().accept(line(slot));
    }

    long hash() {
        return Rng.mix(hash);
    }

    /** The last lines, oldest first, not more than {@code most}. */
    List<String> last(int most) {
        List<String> lines = new ArrayList<>();
        for (long i = Math.max(0, count - Math.min(most, KEPT)); i < count; i++) {
            lines.add(line((int) (i & (KEPT - 1))));
        }
        return lines;
    }

    private String line(int slot) {
        long micros = atNanos[slot] / 1_000;
        String time = "%6d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
        return (time + "  " + labels[slot] + "  " + details[slot]).stripTrailing();
    }
}
