package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Cell;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.client.admin.Spreading;
import io.skein.protocol.v1.PlanReassignmentsResponse;
import io.skein.protocol.v1.PlannedLoad;
import io.skein.protocol.v1.PlannedReassignment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein reassign plan}: where partitions should go. Changes nothing. */
final class ReassignPlanVerb implements Verb {
    private static final Opt<List<Integer>> TO =
            Opt.of(
                    "--to",
                    "NODE,NODE",
                    ReassignVerbs.NODES,
                    "Spread over these nodes and no others. Default: all that can be reached.");
    private static final Opt<List<Integer>> ADD =
            Opt.of(
                    "--add-broker",
                    "NODE",
                    ReassignVerbs.NODES,
                    "Spread over this node too, and else only over those that hold some of it.");
    private static final Opt<List<Integer>> REMOVE =
            Opt.of(
                    "--remove-broker",
                    "NODE",
                    ReassignVerbs.NODES,
                    "Leave nothing on this node, though it may be dead.");
    private static final Opt<Integer> REPLICATION_FACTOR =
            Opt.of(
                    "--replication-factor",
                    "COUNT",
                    Numbers.COUNT,
                    "How many replicas each partition is to have. Default: as many as it has.");

    @Override
    public CommandSpec grammar() {
        return TopicVerbs.grammar(this, "plan", "Say where partitions should go; changes nothing.")
                .addOption(ReassignVerbs.TOPIC.specOfMany())
                .addOption(TO.spec())
                .addOption(ADD.spec())
                .addOption(REMOVE.spec())
                .addOption(REPLICATION_FACTOR.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        Spreading over =
                new Spreading(
                        typed.all(ReassignVerbs.TOPIC),
                        typed.get(TO).orElse(List.of()),
                        typed.get(ADD).orElse(List.of()),
                        typed.get(REMOVE).orElse(List.of()),
                        typed.get(REPLICATION_FACTOR)
                                .map(OptionalInt::of)
                                .orElseGet(OptionalInt::empty));
        PlanReassignmentsResponse planned =
                Catalog.ask(typed, terminal, admin -> admin.planReassignments(over));
        OutputForm.of(typed).print(answer(planned), terminal);
        return ExitCode.OK;
    }

    static Answer answer(PlanReassignmentsResponse planned) {
        List<List<Cell>> moves = new ArrayList<>();
        for (PlannedReassignment each : planned.getReassignmentsList()) {
            moves.add(
                    List.of(
                            new Cell.Text(each.getTopic()),
                            new Cell.Whole(each.getPartition()),
                            new Cell.Numbers(each.getReplicasList()),
                            new Cell.Numbers(each.getTargetList())));
        }
        List<List<Cell>> loads = new ArrayList<>();
        for (PlannedLoad each : planned.getLoadsList()) {
            loads.add(
                    List.of(
                            new Cell.Whole(each.getNodeId()),
                            new Cell.Whole(each.getReplicas()),
                            new Cell.Whole(each.getPlannedReplicas()),
                            new Cell.Whole(each.getPreferred()),
                            new Cell.Whole(each.getPlannedPreferred())));
        }
        return Answer.of(
                new Listing(
                        PlanFile.KEY, List.of("topic", "partition", "replicas", "target"), moves),
                new Listing(
                        "nodes",
                        List.of(
                                "node",
                                "replicas",
                                "plannedReplicas",
                                "preferred",
                                "plannedPreferred"),
                        loads),
                new Field("more", new Cell.Flag(planned.getMore())));
    }
}
