package io.skein.server.controller;

import io.skein.foundation.PartitionId;
import io.skein.server.door.AdminRequest;
import io.skein.server.metadata.NodeImage;
import java.util.List;

/** What a node asks of the active controller. */
public sealed interface ControllerAsk {
    /** The node has started and wants to be known. */
    record Register(NodeImage node) implements ControllerAsk {}

    /** The logs of these partitions are on the node's disk. */
    record LogsMade(int node, List<PartitionId> partitions) implements ControllerAsk {
        public LogsMade {
            partitions = List.copyOf(partitions);
        }
    }

    /** Somebody has asked the node for a change. */
    record Change(AdminRequest request) implements ControllerAsk {}
}
