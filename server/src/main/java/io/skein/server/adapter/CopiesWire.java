package io.skein.server.adapter;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.CopiesTold;
import io.skein.protocol.internal.v1.CopyTold;
import io.skein.protocol.internal.v1.LogsOpen;
import io.skein.protocol.internal.v1.NamedCopy;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerAsk.Copying;
import io.skein.server.metadata.CopyId;
import io.skein.server.wire.ProgressWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What nodes tell of copies of partitions, on the wire. */
final class CopiesWire {
    private CopiesWire() {}

    static CopiesTold write(ControllerAsk.CopiesTold told) {
        CopiesTold.Builder all =
                CopiesTold.newBuilder()
                        .setNodeId(told.node())
                        .setIncarnation(Wire.bytes(told.incarnation()));
        for (Copying each : told.copies()) {
            all.addCopiesBuilder()
                    .setTopicId(Wire.bytes(each.partition().topic()))
                    .setPartition(each.partition().number())
                    .setProgress(ProgressWire.write(each.progress()));
        }
        return all.build();
    }

    /** Empty if it cannot be read. */
    static Optional<ControllerAsk> read(CopiesTold told) {
        List<Copying> copies = new ArrayList<>();
        for (CopyTold each : told.getCopiesList()) {
            Optional<Uuid> topic = Wire.uuid(each.getTopicId());
            if (topic.isEmpty() || each.getPartition() < 0) return Optional.empty();
            PartitionId id = new PartitionId(topic.get(), each.getPartition());
            copies.add(new Copying(id, ProgressWire.read(each.getProgress())));
        }
        return Wire.uuid(told.getIncarnation())
                .map(run -> new ControllerAsk.CopiesTold(told.getNodeId(), run, copies));
    }

    static LogsOpen write(ControllerAsk.LogsOpen open) {
        LogsOpen.Builder all =
                LogsOpen.newBuilder()
                        .setNodeId(open.node())
                        .setIncarnation(Wire.bytes(open.incarnation()));
        for (CopyId each : open.copies()) {
            all.addCopiesBuilder()
                    .setTopicId(Wire.bytes(each.partition().topic()))
                    .setPartition(each.partition().number())
                    .setSince(each.since());
        }
        return all.build();
    }

    /** Empty if it cannot be read. */
    static Optional<ControllerAsk> read(LogsOpen open) {
        List<CopyId> copies = new ArrayList<>();
        for (NamedCopy each : open.getCopiesList()) {
            Optional<Uuid> topic = Wire.uuid(each.getTopicId());
            boolean isSense = each.getPartition() >= 0 && each.getSince() >= 0;
            if (topic.isEmpty() || !isSense) return Optional.empty();
            PartitionId id = new PartitionId(topic.get(), each.getPartition());
            copies.add(new CopyId(id, each.getSince()));
        }
        return Wire.uuid(open.getIncarnation())
                .map(run -> new ControllerAsk.LogsOpen(open.getNodeId(), run, copies));
    }
}
