package io.skein.server.adapter;

import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.QuorumMember;
import io.skein.server.door.QuorumReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the quorum stands, on the wire: to clients, and from node to node. */
public final class QuorumWire {
    private QuorumWire() {}

    /** The message that says so. */
    public static DescribeQuorumResponse write(QuorumReport report) {
        DescribeQuorumResponse.Builder made =
                DescribeQuorumResponse.newBuilder()
                        .setLeaderNodeId(report.leader())
                        .setEpoch(report.epoch())
                        .setHighWatermark(report.committedBefore());
        report.voters().forEach(each -> made.addVoters(write(each)));
        report.observers().forEach(each -> made.addObservers(write(each)));
        return made.build();
    }

    private static QuorumMember write(QuorumReport.Member member) {
        return QuorumMember.newBuilder()
                .setNodeId(member.node())
                .setDirectoryId(Wire.bytes(member.directory()))
                .setAddress(member.address())
                .setLogEndOffset(member.end())
                .setDurableOffset(member.durable())
                .setLag(member.lag())
                .setLastContactMillis(member.silentMillis())
                .build();
    }

    /** What the message says; empty if a member of it cannot be read. */
    static Optional<QuorumReport> read(DescribeQuorumResponse told) {
        List<QuorumReport.Member> voters = new ArrayList<>();
        List<QuorumReport.Member> observers = new ArrayList<>();
        boolean isWhole =
                read(told.getVotersList(), voters) && read(told.getObserversList(), observers);
        if (!isWhole) return Optional.empty();
        return Optional.of(
                new QuorumReport(
                        told.getLeaderNodeId(),
                        told.getEpoch(),
                        told.getHighWatermark(),
                        voters,
                        observers));
    }

    private static boolean read(List<QuorumMember> told, List<QuorumReport.Member> into) {
        for (QuorumMember each : told) {
            Optional<Uuid> directory = Wire.uuid(each.getDirectoryId());
            if (directory.isEmpty()) return false;
            into.add(
                    new QuorumReport.Member(
                            each.getNodeId(),
                            directory.get(),
                            each.getAddress(),
                            each.getLogEndOffset(),
                            each.getDurableOffset(),
                            each.getLag(),
                            each.getLastContactMillis()));
        }
        return true;
    }
}
