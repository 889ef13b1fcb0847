package io.skein.server.controller;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminReply;
import io.skein.server.metadata.ProducerIdBlock;
import java.util.List;

/** What the active controller answers once it is committed. */
public sealed interface ControllerReply {
    /** What the node told is known. */
    record Noted() implements ControllerReply {}

    /**
     * The node is heard, whatever is committed.
     *
     * @param epoch of the leadership that hears it; what was told to an earlier one has to be told
     *     again
     */
    record Heard(int epoch) implements ControllerReply {}

    /**
     * What a leader said of its partitions is in the metadata, or comes too late, as the metadata
     * will show; but of these nothing ever comes to be: whom it counts is not trusted.
     */
    record Counted(List<PartitionId> refused) implements ControllerReply {
        public Counted {
            refused = List.copyOf(refused);
        }
    }

    /** These producer ids belong to the node that asked for some. */
    record ProducerIdsReserved(ProducerIdBlock block) implements ControllerReply {}

    /** The change was made. */
    record Changed(AdminReply reply) implements ControllerReply {}
}
