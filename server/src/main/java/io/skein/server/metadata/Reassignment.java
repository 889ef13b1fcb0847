package io.skein.server.metadata;

import io.skein.foundation.Check;
import java.util.List;

/**
 * A partition is on its way to other nodes. Nodes that are to hold it are added to its replicas,
 * and those that are not leave once all that are to hold it are in sync.
 *
 * @param target the nodes that are to hold it in the end, in the order in which they are preferred
 * @param adding those of its replicas that were added for this; they come behind the others
 */
public record Reassignment(List<Integer> target, List<Integer> adding) {
    public Reassignment {
        target = List.copyOf(target);
        adding = List.copyOf(adding);
        Check.that(!target.isEmpty(), "somebody is to hold it");
        Check.same(target.size(), target.stream().distinct().count(), "a node holds it once");
        Check.that(target.containsAll(adding), "only who is to hold it is added");
    }
}
