package io.skein.server.wire;

import io.skein.protocol.v1.DiagnoseRequest;
import io.skein.protocol.v1.DiagnoseResponse;
import io.skein.protocol.v1.FindingKind;
import io.skein.server.door.AdminReply.Diagnosed;
import io.skein.server.door.AdminRequest.Diagnose;
import io.skein.server.door.Diagnosis;
import io.skein.server.door.Diagnosis.Finding;
import io.skein.server.door.Diagnosis.Kind;
import io.skein.server.door.Diagnosis.Place;
import io.skein.server.door.Diagnosis.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the cluster, on the wire. */
public final class DiagnosisWire {
    private DiagnosisWire() {}

    /** The message that asks. */
    public static DiagnoseRequest write(Diagnose asked) {
        return DiagnoseRequest.newBuilder().setPartitionsNamedMax(asked.namedMax()).build();
    }

    /** What the message asks. */
    public static Diagnose read(DiagnoseRequest asked) {
        return new Diagnose(asked.getPartitionsNamedMax());
    }

    /** The message that answers it. */
    public static DiagnoseResponse write(Diagnosed answer) {
        Diagnosis told = answer.diagnosis();
        DiagnoseResponse.Builder made =
                DiagnoseResponse.newBuilder()
                        .setNodes(told.nodes())
                        .setPartitions(told.partitions())
                        .setMore(told.more());
        for (Finding each : told.findings()) made.addFindings(write(each));
        return made.build();
    }

    private static io.skein.protocol.v1.Finding write(Finding finding) {
        var made =
                io.skein.protocol.v1.Finding.newBuilder()
                        .setKind(write(finding.kind()))
                        .addAllNodeIds(finding.nodes())
                        .setPartitions(finding.partitions())
                        .setProblem(finding.words().problem())
                        .setRemedy(finding.words().remedy());
        for (Place each : finding.named()) {
            made.addNamedBuilder().setTopic(each.topic()).setPartition(each.partition());
        }
        return made.build();
    }

    private static FindingKind write(Kind kind) {
        return switch (kind) {
            case NO_LEADER -> FindingKind.FINDING_KIND_NO_LEADER;
            case BELOW_MIN_IN_SYNC -> FindingKind.FINDING_KIND_BELOW_MIN_IN_SYNC;
            case QUORUM_MEMBER_SILENT -> FindingKind.FINDING_KIND_QUORUM_MEMBER_SILENT;
            case QUORUM_MEMBER_BEHIND -> FindingKind.FINDING_KIND_QUORUM_MEMBER_BEHIND;
            case NODE_FENCED -> FindingKind.FINDING_KIND_NODE_FENCED;
            case MOVE_STUCK -> FindingKind.FINDING_KIND_MOVE_STUCK;
            case UNDER_REPLICATED -> FindingKind.FINDING_KIND_UNDER_REPLICATED;
            case NODE_STOPPING -> FindingKind.FINDING_KIND_NODE_STOPPING;
            case MOVING -> FindingKind.FINDING_KIND_MOVING;
        };
    }

    /** What the message answers; empty if it tells of a kind that is not known here. */
    public static Optional<Diagnosed> read(DiagnoseResponse told) {
        List<Finding> findings = new ArrayList<>();
        for (io.skein.protocol.v1.Finding each : told.getFindingsList()) {
            Optional<Kind> kind = kind(each.getKind());
            if (kind.isEmpty()) return Optional.empty();
            findings.add(read(kind.get(), each));
        }
        return Optional.of(
                new Diagnosed(
                        new Diagnosis(
                                told.getNodes(), told.getPartitions(), findings, told.getMore())));
    }

    private static Finding read(Kind kind, io.skein.protocol.v1.Finding told) {
        return new Finding(
                kind,
                told.getNodeIdsList(),
                told.getPartitions(),
                told.getNamedList().stream()
                        .map(each -> new Place(each.getTopic(), each.getPartition()))
                        .toList(),
                new Words(told.getProblem(), told.getRemedy()));
    }

    private static Optional<Kind> kind(FindingKind told) {
        for (Kind each : Kind.values()) {
            if (write(each) == told) return Optional.of(each);
        }
        return Optional.empty();
    }
}
