package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Answer.Sheets;
import io.skein.cli.answer.Cell;
import io.skein.protocol.v1.DescribeClusterResponse;
import io.skein.protocol.v1.DiagnoseResponse;
import io.skein.protocol.v1.Finding;
import io.skein.protocol.v1.FindingKind;
import io.skein.protocol.v1.FoundPartition;
import io.skein.protocol.v1.Node;
import java.util.ArrayList;
import java.util.List;

/** What is said about what is wrong with a cluster. */
final class DoctorAnswers {
    private static final List<String> COLUMNS =
            List.of("problem", "remedy", "kind", "nodes", "partitions", "named");

    private DoctorAnswers() {}

    /** Whether nothing is wrong: what is being moved is only told. */
    static boolean isWell(DiagnoseResponse told) {
        return told.getMore() == 0
                && told.getFindingsList().stream()
                        .allMatch(each -> each.getKind() == FindingKind.FINDING_KIND_MOVING);
    }

    /** As far as a node can tell without anybody who leads the quorum. */
    static DiagnoseResponse withoutQuorum(DescribeClusterResponse cluster, String why) {
        List<Integer> controllers =
                cluster.getNodesList().stream()
                        .filter(node -> node.getRolesList().contains("controller"))
                        .map(Node::getId)
                        .toList();
        Finding finding =
                Finding.newBuilder()
                        .setKind(FindingKind.FINDING_KIND_NO_QUORUM)
                        .addAllNodeIds(controllers)
                        .setProblem(
                                "no controller answers (%s): nothing can be changed, and what else"
                                                .formatted(why)
                                        + " is wrong is not known")
                        .setRemedy("start controllers until more than half of those that vote run")
                        .build();
        return DiagnoseResponse.newBuilder()
                .setNodes(cluster.getNodesCount())
                .addFindings(finding)
                .build();
    }

    static Answer of(DiagnoseResponse told) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Finding each : told.getFindingsList()) rows.add(row(each));
        return Answer.of(
                new Field("healthy", new Cell.Flag(isWell(told))),
                new Field("nodes", new Cell.Whole(told.getNodes())),
                new Field("partitions", new Cell.Whole(told.getPartitions())),
                new Sheets(new Listing("findings", COLUMNS, rows)),
                new Field("more", new Cell.Whole(told.getMore())));
    }

    private static List<Cell> row(Finding finding) {
        return List.of(
                new Cell.Text(finding.getProblem()),
                new Cell.Text(finding.getRemedy()),
                new Cell.Text(word(finding.getKind())),
                new Cell.Numbers(finding.getNodeIdsList()),
                new Cell.Whole(finding.getPartitions()),
                new Cell.Texts(finding.getNamedList().stream().map(DoctorAnswers::name).toList()));
    }

    private static String name(FoundPartition one) {
        return one.getTopic() + "-" + one.getPartition();
    }

    private static String word(FindingKind kind) {
        return switch (kind) {
            case FINDING_KIND_NO_LEADER -> "noLeader";
            case FINDING_KIND_BELOW_MIN_IN_SYNC -> "belowMinInSync";
            case FINDING_KIND_QUORUM_MEMBER_SILENT -> "quorumMemberSilent";
            case FINDING_KIND_QUORUM_MEMBER_BEHIND -> "quorumMemberBehind";
            case FINDING_KIND_NODE_FENCED -> "nodeFenced";
            case FINDING_KIND_UNDER_REPLICATED -> "underReplicated";
            case FINDING_KIND_NODE_STOPPING -> "nodeStopping";
            case FINDING_KIND_MOVE_STUCK -> "moveStuck";
            case FINDING_KIND_MOVING -> "moving";
            case FINDING_KIND_NO_QUORUM -> "noQuorum";
            case FINDING_KIND_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }
}
