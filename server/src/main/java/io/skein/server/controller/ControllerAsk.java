package io.skein.server.controller;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.NodeImage;
import java.util.List;

/** What a node asks of the active controller. */
public sealed interface ControllerAsk {
    /** The node has started and wants to be known. */
    record Register(NodeImage node) implements ControllerAsk {}

    /**
     * The node is there, and knows the metadata up to {@code applied}. Said every now and then, and
     * answered at once: whoever does not say it is fenced.
     *
     * @param incarnation the run of its process that says so
     */
    record Beat(int node, Uuid incarnation, long applied) implements ControllerAsk {}

    /** That run of the node leads these partitions, and says who is in sync. */
    record CountInSync(int node, Uuid incarnation, List<InSyncClaim> claims)
            implements ControllerAsk {
        public CountInSync {
            claims = List.copyOf(claims);
        }
    }

    /** That run of the node has the logs of these copies open. */
    record LogsOpen(int node, Uuid incarnation, List<CopyId> copies) implements ControllerAsk {
        public LogsOpen {
            copies = List.copyOf(copies);
        }
    }

    /** That run of the node stops: nothing more is to be expected of it. */
    record Leave(int node, Uuid incarnation) implements ControllerAsk {}

    /**
     * That run of the node tells how far the copies have come that are made from it for
     * reassignments. Answered at once, and forgotten with the leadership.
     */
    record CopiesTold(int node, Uuid incarnation, List<Copying> copies) implements ControllerAsk {
        public CopiesTold {
            copies = List.copyOf(copies);
        }
    }

    /** One of them. */
    record Copying(PartitionId partition, CopyProgress progress) {}

    /** That run of the node has no producer ids left to give. */
    record ReserveProducerIds(int node, Uuid incarnation) implements ControllerAsk {}

    /** Somebody has asked the node for a change. */
    record Change(AdminRequest request) implements ControllerAsk {}
}
