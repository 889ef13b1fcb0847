package io.skein.server.wire;

import io.skein.protocol.v1.AddPartitionsRequest;
import io.skein.protocol.v1.AddPartitionsResponse;
import io.skein.server.door.LayoutReply.PartitionsAdded;
import io.skein.server.door.LayoutRequest.AddPartitions;

/** More partitions of a topic, on the wire. */
public final class PartitionsWire {
    private PartitionsWire() {}

    /** The message that asks for it. */
    public static AddPartitionsRequest write(AddPartitions add) {
        return AddPartitionsRequest.newBuilder()
                .setName(add.topic())
                .setTotal(add.total())
                .setValidateOnly(add.validateOnly())
                .build();
    }

    /** What the message asks for. */
    public static AddPartitions read(AddPartitionsRequest asked) {
        return new AddPartitions(asked.getName(), asked.getTotal(), asked.getValidateOnly());
    }

    /** The message that answers it. */
    public static AddPartitionsResponse write(PartitionsAdded added) {
        return AddPartitionsResponse.newBuilder()
                .setBefore(added.before())
                .setPartitions(added.total())
                .build();
    }

    /** What the message answers. */
    public static PartitionsAdded read(AddPartitionsResponse answered) {
        return new PartitionsAdded(answered.getBefore(), answered.getPartitions());
    }
}
