package io.skein.simulation;

import io.skein.foundation.BrokenInvariant;
import java.util.List;
import java.util.Optional;

/** Runs properties many times, and says in one message how to run a failing one again. */
final class Checking {
    private Checking() {}

    static void check(String name, int cases, long seed, Property property) {
        for (int number = 0; number < cases; number++) {
            Gen gen = Gen.recording(Rng.mix(seed + number));
            Optional<Throwable> failure = run(property, gen);
            if (failure.isEmpty()) continue;
            Shrinking shrinking = new Shrinking(property, gen.choices(), failure.get());
            shrinking.run();
            throw new AssertionError(
                    name
                            + (": case " + (number + 1) + " of " + cases + " failed, shrunk from ")
                            + (gen.choices().size() + " to " + shrinking.simplest().size())
                            + (" choices in " + shrinking.runs() + " runs: " + shrinking.failure())
                            + ("\n  Gen.replay(\"" + shrinking.simplest() + "\", …)"),
                    shrinking.failure());
        }
    }

    static long exhaust(String name, long casesMax, Property property) {
        long cases = 0;
        List<Long> script = List.of();
        do {
            if (cases++ == casesMax) {
                throw new AssertionError(name + ": more than " + casesMax + " cases");
            }
            Gen gen = Gen.walking(script);
            Optional<Throwable> failure = run(property, gen);
            if (failure.isPresent()) {
                throw new AssertionError(
                        "%s: case %d failed: %s%n  Gen.replay(\"%s\", …)"
                                .formatted(name, cases, failure.get(), gen.choices()),
                        failure.get());
            }
            script = gen.nextLeaf();
        } while (!script.isEmpty());
        return cases;
    }

    /** What the property threw, if it threw. */
    static Optional<Throwable> run(Property property, Gen gen) {
        try {
            property.holdsFor(gen);
            return Optional.empty();
        } catch (OutOfMemoryError noRoom) {
            throw noRoom;
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }

    /**
     * Whether two failures are probably of one cause: shrinking must not slide from the bug that
     * was found to another one.
     */
    static boolean isSameKind(Throwable first, Throwable second) {
        if (first.getClass() != second.getClass()) return false;
        return !(first instanceof BrokenInvariant) || invariant(first).equals(invariant(second));
    }

    private static String invariant(Throwable broken) {
        String message = String.valueOf(broken.getMessage());
        int colon = message.indexOf(':');
        return colon < 0 ? message : message.substring(0, colon);
    }
}
