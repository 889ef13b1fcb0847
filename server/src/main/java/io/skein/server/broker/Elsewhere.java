package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.server.broker.RequestFigures.Way;
import io.skein.server.broker.forward.Forwards;
import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import java.util.Optional;
import java.util.function.Consumer;

/** Partitions that are led by other brokers, and the way there. Owned by the lane. */
record Elsewhere(Forwards forwards, Whereabouts whereabouts, RequestFigures figures) {

    /** Passes a request on to whoever leads the partition. */
    <R extends PartitionReply> void ask(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        Optional<Leader> leader = whereabouts.leader(id);
        if (leader.isPresent()) {
            figures.count(Way.FORWARDED, request);
            forwards.ask(leader.get(), id, request, then);
        } else {
            then.accept(Answer.refused(Refusals.notLed(id)));
        }
    }

    /** Why this node does not answer for that partition, and who would. */
    Refusal notHere(PartitionId id) {
        return whereabouts
                .leader(id)
                .map(leader -> Refusals.ledElsewhere(id, leader))
                .orElseGet(() -> Refusals.notLed(id));
    }
}
