package io.skein.scenarios.exhaustive;

import io.skein.scenarios.history.Violation;
import java.util.List;
import java.util.Optional;

/**
 * What a step comes to at one node, in numbers: which node state it leads to, and which parcels are
 * on their way then.
 *
 * @param isIdle nothing has come of it: who looks at what may happen next can do without it
 */
record Local(
        int after,
        List<Integer> sent,
        List<Deed> deeds,
        boolean isIdle,
        Optional<Violation> wrong) {
    Local {
        sent = List.copyOf(sent);
        deeds = List.copyOf(deeds);
    }
}
