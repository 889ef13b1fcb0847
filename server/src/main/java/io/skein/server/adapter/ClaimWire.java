package io.skein.server.adapter;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.CountInSync;
import io.skein.protocol.internal.v1.JoiningReplica;
import io.skein.protocol.internal.v1.NamedPartition;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What leaders say of who is in sync, on the wire. What cannot be read is empty. */
final class ClaimWire {
    private ClaimWire() {}

    static CountInSync write(ControllerAsk.CountInSync counted) {
        CountInSync.Builder all =
                CountInSync.newBuilder()
                        .setNodeId(counted.node())
                        .setIncarnation(Wire.bytes(counted.incarnation()));
        for (InSyncClaim claim : counted.claims()) all.addClaims(write(claim));
        return all.build();
    }

    private static io.skein.protocol.internal.v1.InSyncClaim.Builder write(InSyncClaim claim) {
        InSync inSync = claim.inSync();
        io.skein.protocol.internal.v1.InSyncClaim.Builder one =
                io.skein.protocol.internal.v1.InSyncClaim.newBuilder()
                        .setTopicId(Wire.bytes(claim.partition().topic()))
                        .setPartition(claim.partition().number())
                        .setLeaderEpoch(claim.leaderEpoch())
                        .setPartitionEpoch(claim.partitionEpoch())
                        .addAllInSync(inSync.nodes())
                        .addAllLacking(inSync.lacking())
                        .setAnew(claim.wish() == Wish.LEAD_ANEW)
                        .setHandOver(claim.wish() == Wish.HAND_OVER);
        for (Map.Entry<Integer, Uuid> each : inSync.joining().entrySet()) {
            one.addJoining(
                    JoiningReplica.newBuilder()
                            .setNodeId(each.getKey())
                            .setIncarnation(Wire.bytes(each.getValue())));
        }
        return one;
    }

    static Optional<ControllerAsk> read(CountInSync all) {
        List<InSyncClaim> claims = new ArrayList<>();
        for (io.skein.protocol.internal.v1.InSyncClaim each : all.getClaimsList()) {
            Optional<InSyncClaim> claim = read(each);
            if (claim.isEmpty()) return Optional.empty();
            claims.add(claim.get());
        }
        return Wire.uuid(all.getIncarnation())
                .map(run -> new ControllerAsk.CountInSync(all.getNodeId(), run, claims));
    }

    private static Optional<InSyncClaim> read(io.skein.protocol.internal.v1.InSyncClaim one) {
        TreeMap<Integer, Uuid> joining = new TreeMap<>();
        for (JoiningReplica each : one.getJoiningList()) {
            Optional<Uuid> run = Wire.uuid(each.getIncarnation());
            if (run.isEmpty()) return Optional.empty();
            joining.put(each.getNodeId(), run.get());
        }
        InSync inSync = InSync.of(one.getInSyncList(), joining, one.getLackingList());
        return Wire.uuid(one.getTopicId())
                .filter(_ -> one.getPartition() >= 0)
                .map(topic ->
                        new InSyncClaim(
                                new PartitionId(topic, one.getPartition()),
                                one.getLeaderEpoch(),
                                one.getPartitionEpoch(),
                                inSync,
                                wish(one)));
    }

    private static Wish wish(io.skein.protocol.internal.v1.InSyncClaim one) {
        if (one.getAnew()) return Wish.LEAD_ANEW;
        return one.getHandOver() ? Wish.HAND_OVER : Wish.GO_ON;
    }

    static NamedPartition.Builder name(PartitionId id) {
        return NamedPartition.newBuilder()
                .setTopicId(Wire.bytes(id.topic()))
                .setPartition(id.number());
    }

    static Optional<List<PartitionId>> named(List<NamedPartition> all) {
        List<PartitionId> ids = new ArrayList<>();
        for (NamedPartition each : all) {
            Optional<Uuid> topic = Wire.uuid(each.getTopicId());
            if (topic.isEmpty() || each.getPartition() < 0) return Optional.empty();
            ids.add(new PartitionId(topic.get(), each.getPartition()));
        }
        return Optional.of(ids);
    }
}
