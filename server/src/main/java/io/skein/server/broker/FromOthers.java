package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.broker.RequestFigures.Way;
import io.skein.server.broker.forward.Forwarders;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What other brokers pass on to a lane. Answered here or not at all: that is the one hop. Owned by
 * the lane.
 *
 * @param topics what this node knows of a topic. Of one that it knows nothing of it leads nothing,
 *     but the other broker, which does, may be the one that is right: it is not told that there is
 *     no such topic.
 */
record FromOthers(
        PartitionLane partitions,
        Function<Uuid, Optional<Admission.Known>> topics,
        RequestFigures figures)
        implements Forwarders.Here {
    @Override
    public <R extends PartitionReply> void ask(
            PartitionId id, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        figures.count(Way.FOR_OTHERS, request);
        Optional<Refusal> refused =
                topics.apply(id.topic())
                        .flatMap(known -> Admission.refuseForwarded(request, known.config()));
        if (refused.isPresent()) then.accept(Answer.refused(refused.get()));
        else partitions.answer(id, request, then);
    }
}
