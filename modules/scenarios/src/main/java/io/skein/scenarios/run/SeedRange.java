package io.skein.scenarios.run;

import io.skein.foundation.Check;

/** Seeds from {@code first} on, {@code count} of them. */
public record SeedRange(long first, int count) {
    public SeedRange {
        Check.that(count > 0, "there is a seed", count);
    }
}
