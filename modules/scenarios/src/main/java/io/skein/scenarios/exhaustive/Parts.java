package io.skein.scenarios.exhaustive;

import io.skein.scenarios.exhaustive.Terms.Start;
import java.util.List;

/**
 * The parts the search is made in. What may happen at the same time is bounded in each of them, so
 * that none needs more memory than a small machine has, and all of them together look at everything
 * that is worth it: elections, entries, other voters, crashes, and the founding itself.
 */
public final class Parts {
    private Parts() {}

    /**
     * Two epochs beyond the one of the founder wherever that is affordable; the small ones first.
     */
    public static List<Terms> all() {
        return List.of(
                three("slow disks", Start.LED, 2)
                        .withLateDisks()
                        .with(new Budget(1, 1, 1, 0, 0, 0)),
                three("a voter less, entries", Start.LED, 2).with(new Budget(2, 0, 1, 1, 0, 0)),
                three("elections, doubled", Start.LED, 3).with(new Budget(3, 0, 0, 0, 0, 1)),
                three("founding, crashes", Start.EMPTY, 1)
                        .withLateDisks()
                        .with(new Budget(2, 0, 0, 0, 1, 0))
                        .withMessages(3),
                three("founding", Start.EMPTY, 2).with(new Budget(3, 0, 0, 0, 0, 0)),
                three("elections", Start.LED, 3).with(new Budget(4, 0, 0, 0, 0, 0)),
                three("entries", Start.LED, 3).with(new Budget(3, 0, 1, 0, 0, 0)),
                three("two entries", Start.LED, 2)
                        .with(new Budget(2, 0, 2, 0, 0, 0))
                        .withMessages(3),
                three("crashes", Start.LED, 2).withLateDisks().with(new Budget(2, 0, 1, 0, 1, 0)),
                three("a voter less", Start.LED, 3).with(new Budget(3, 0, 0, 1, 0, 0)),
                two("a voter more", Start.LED, 3).with(new Budget(3, 0, 1, 1, 0, 0)));
    }

    private static Terms three(String name, Start start, int epochsMax) {
        return new Terms(name, 3, 0, start, false, epochsMax, 2, Budget.NONE);
    }

    private static Terms two(String name, Start start, int epochsMax) {
        return new Terms(name, 2, 1, start, false, epochsMax, 2, Budget.NONE);
    }
}
