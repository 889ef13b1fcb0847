package io.skein.foundation.settings;

import java.util.List;
import java.util.function.Function;

/** What became of the settings that were given. */
public sealed interface Outcome {
    /** One of two outcomes, whichever applies. */
    <R> R match(Function<Settings, R> valid, Function<List<String>, R> invalid);

    /** All of them make sense. */
    record Valid(Settings settings) implements Outcome {
        @Override
        public <R> R match(Function<Settings, R> valid, Function<List<String>, R> invalid) {
            return valid.apply(settings);
        }
    }

    /** Some do not: all that is wrong, one line each, in no state to start with. */
    record Invalid(List<String> problems) implements Outcome {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <R> R match(Function<Settings, R> valid, Function<List<String>, R> invalid) {
            return invalid.apply(problems);
        }
    }
}
