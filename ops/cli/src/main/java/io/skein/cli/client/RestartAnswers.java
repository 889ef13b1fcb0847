package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Cell;
import io.skein.protocol.v1.BehindReason;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.DrainResponse;
import io.skein.protocol.v1.KeptLead;
import io.skein.protocol.v1.KeptReason;
import io.skein.protocol.v1.PartitionAtRisk;
import io.skein.protocol.v1.QuorumLeft;
import io.skein.protocol.v1.ReplicaBehind;
import java.util.ArrayList;
import java.util.List;

/** What is said about the restart of a node. */
final class RestartAnswers {
    private RestartAnswers() {}

    /** How many partitions it still leads. */
    static int leads(DrainResponse told) {
        return told.getRemaining() + told.getWaiting() + told.getStuck();
    }

    static Answer of(int node, DrainResponse told) {
        List<List<Cell>> rows = new ArrayList<>();
        for (KeptLead each : told.getKeptList()) {
            rows.add(
                    List.of(
                            new Cell.Text(each.getTopic()),
                            new Cell.Whole(each.getPartition()),
                            new Cell.Text(why(each.getReason()))));
        }
        return Answer.of(
                new Listing("kept", List.of("topic", "partition", "why"), rows),
                new Field("node", new Cell.Whole(node)),
                new Field("stopping", new Cell.Flag(told.getStopping())),
                new Field("leads", new Cell.Whole(leads(told))),
                new Field("remaining", new Cell.Whole(told.getRemaining())),
                new Field("waiting", new Cell.Whole(told.getWaiting())),
                new Field("stuck", new Cell.Whole(told.getStuck())));
    }

    private static String why(KeptReason reason) {
        return switch (reason) {
            case KEPT_REASON_ONLY_COPY -> "no other node holds it";
            case KEPT_REASON_OTHERS_AWAY -> "the others that hold it are away";
            case KEPT_REASON_OTHERS_BEHIND -> "the others have not caught up";
            case KEPT_REASON_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }

    static Answer of(int node, CanStopResponse told) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PartitionAtRisk each : told.getPartitionsList()) {
            rows.add(
                    List.of(
                            new Cell.Text(each.getTopic()),
                            new Cell.Whole(each.getPartition()),
                            new Cell.Numbers(each.getLeftList()),
                            new Cell.Whole(each.getNeeded()),
                            new Cell.Flag(each.getLeaderless()),
                            new Cell.Flag(each.getUnavoidable())));
        }
        List<String> columns =
                List.of("topic", "partition", "left", "needed", "leaderless", "unavoidable");
        QuorumLeft quorum = told.getQuorum();
        return Answer.of(
                new Listing("partitions", columns, rows),
                new Field("node", new Cell.Whole(node)),
                new Field("canStop", new Cell.Flag(told.getCanStop())),
                new Field("partitionsAtRisk", new Cell.Whole(told.getAtRisk())),
                new Field("unavoidable", new Cell.Whole(told.getUnavoidable())),
                new Field("votersLeft", new Cell.Whole(quorum.getLeft())),
                new Field("votersNeeded", new Cell.Whole(quorum.getNeeded())),
                new Field("waitsFor", new Cell.Numbers(told.getWaitsForList())));
    }

    static Answer of(int node, CaughtUpResponse told) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ReplicaBehind each : told.getPartitionsList()) {
            rows.add(
                    List.of(
                            new Cell.Text(each.getTopic()),
                            new Cell.Whole(each.getPartition()),
                            new Cell.Text(lack(each.getReason()))));
        }
        return Answer.of(
                new Listing("partitions", List.of("topic", "partition", "why"), rows),
                new Field("node", new Cell.Whole(node)),
                new Field("caughtUp", new Cell.Flag(told.getCaughtUp())),
                new Field("fenced", new Cell.Flag(told.getFenced())),
                new Field("stopping", new Cell.Flag(told.getStopping())),
                new Field("replicas", new Cell.Whole(told.getReplicas())),
                new Field("behind", new Cell.Whole(told.getBehind())),
                new Field(
                        "metadataLag",
                        told.hasMetadataLag()
                                ? new Cell.Whole(told.getMetadataLag())
                                : new Cell.Nothing()));
    }

    private static String lack(BehindReason reason) {
        return switch (reason) {
            case BEHIND_REASON_NOT_OPEN -> "its log is not open";
            case BEHIND_REASON_NOT_IN_SYNC -> "not in sync";
            case BEHIND_REASON_NO_LEADER -> "nobody leads it";
            case BEHIND_REASON_UNSPECIFIED, UNRECOGNIZED -> "unknown";
        };
    }
}
