package io.skein.server.broker.forward;

import io.skein.foundation.PartitionId;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;

/** What a broker that forwards requests and the leader of their partitions say to each other. */
public sealed interface ForwardMessage {
    /** The leader's first word: before it nothing that was asked has been heard. */
    record Welcome() implements ForwardMessage {}

    /**
     * A request for the leader, which does not pass it on again.
     *
     * @param id names the request on this connection; from 1, and only rises
     * @param run names the run of an append on this connection, from 1; 0 for all else
     */
    record Asked(long id, long run, PartitionId partition, PartitionRequest<?> request)
            implements ForwardMessage {}

    /** The leader's answer, once for each request. */
    record Told(long id, Answer<PartitionReply> answer) implements ForwardMessage {}

    /** It is heard that this run is broken: nothing more of it comes. */
    record RunOver(long run) implements ForwardMessage {}

    /** Said when nothing else was said for a while, and answered with the same. */
    record Beat() implements ForwardMessage {}
}
