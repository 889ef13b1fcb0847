package io.skein.server.adapter;

import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.ProducerIdsReserved;
import io.skein.protocol.internal.v1.ReserveProducerIds;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.metadata.ProducerIdBlock;
import java.util.Optional;

/** Blocks of producer ids, on the wire. What cannot be read is empty. */
final class ProducerIdWire {
    private ProducerIdWire() {}

    static ReserveProducerIds write(ControllerAsk.ReserveProducerIds ask) {
        return ReserveProducerIds.newBuilder()
                .setNodeId(ask.node())
                .setIncarnation(Wire.bytes(ask.incarnation()))
                .build();
    }

    static Optional<ControllerAsk> read(ReserveProducerIds ask) {
        return Wire.uuid(ask.getIncarnation())
                .map(run -> new ControllerAsk.ReserveProducerIds(ask.getNodeId(), run));
    }

    static ProducerIdsReserved write(ProducerIdBlock block) {
        return ProducerIdsReserved.newBuilder()
                .setFirst(block.first())
                .setCount(block.count())
                .build();
    }

    static Optional<ControllerReply> read(ProducerIdsReserved reserved) {
        boolean isSense = reserved.getFirst() >= 0 && reserved.getCount() > 0;
        if (!isSense) return Optional.empty();
        return Optional.of(
                new ControllerReply.ProducerIdsReserved(
                        new ProducerIdBlock(reserved.getFirst(), reserved.getCount())));
    }
}
