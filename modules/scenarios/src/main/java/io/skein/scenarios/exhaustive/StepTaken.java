package io.skein.scenarios.exhaustive;

import java.util.List;

/** What a step of one node came to: how the node is then, what it said, what it did. */
record StepTaken(NodeState after, List<Parcel> sent, List<Deed> deeds) {
    StepTaken {
        sent = List.copyOf(sent);
        deeds = List.copyOf(deeds);
    }
}
