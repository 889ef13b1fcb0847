package io.skein.scenarios.cores;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells what happens in a colony, a line at a time: what comes about stands at the margin, what it
 * leads to is indented beneath. Lines that nobody reads are never made. Owned by its {@link
 * Colony}.
 */
public final class Telling {
    private final Optional<Consumer<String>> reader;
    private Optional<String> announced = Optional.empty();

    private Telling(Optional<Consumer<String>> reader) {
        this.reader = reader;
    }

    public static Telling to(Consumer<String> reader) {
        return new Telling(Optional.of(reader));
    }

    public static Telling silent() {
        return new Telling(Optional.empty());
    }

    public void happens(Supplier<String> line) {
        if (reader.isEmpty()) return;
        announced = Optional.empty();
        reader.get().accept(line.get());
    }

    /** As {@link #happens}, but worth a line only if something follows from it. */
    public void mayHappen(Supplier<String> line) {
        if (reader.isPresent()) announced = Optional.of(line.get());
    }

    public void follows(Supplier<String> line) {
        if (reader.isEmpty()) return;
        announced.ifPresent(reader.get());
        announced = Optional.empty();
        reader.get().accept("  " + line.get());
    }
}
