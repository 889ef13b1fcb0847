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
import io.skein.protocol.v1.ElectLeadersResponse;
import io.skein.protocol.v1.ElectedLeader;
import io.skein.protocol.v1.Election;
import io.skein.protocol.v1.ElectionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein topics elect}: gives partitions the leaders that they should have. */
final class ElectVerb implements Verb {
    private static final String UNCLEAN = "--unclean";

    @Override
    public CommandSpec grammar() {
        return TopicChoice.in(
                        TopicVerbs.grammar(
                                this,
                                "elect",
                                "Give the lead back to the first replica of partitions."))
                .addOption(
                        Opt.flag(
                                UNCLEAN,
                                "Where nobody leads, let anybody lead who can be reached. Records"
                                        + " that only others have are lost for good."));
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        SortedMap<String, List<Integer>> topics = TopicChoice.of(typed);
        ElectionKind kind =
                typed.has(UNCLEAN)
                        ? ElectionKind.ELECTION_KIND_UNCLEAN
                        : ElectionKind.ELECTION_KIND_PREFERRED;
        ElectLeadersResponse elected =
                Catalog.ask(typed, terminal, admin -> admin.electLeaders(kind, topics));
        OutputForm.of(typed).print(answer(elected), terminal);
        return elected.getRefused() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    static Answer answer(ElectLeadersResponse response) {
        List<List<Cell>> elected = new ArrayList<>();
        List<List<Cell>> refused = new ArrayList<>();
        for (Election each : response.getElectionsList()) {
            Cell topic = new Cell.Text(each.getTopic());
            Cell partition = new Cell.Whole(each.getPartition());
            if (each.hasRefused()) {
                Cell why = new Cell.Text(each.getRefused().getMessage());
                refused.add(List.of(topic, partition, why));
            } else {
                ElectedLeader leader = each.getElected();
                elected.add(
                        List.of(
                                topic,
                                partition,
                                new Cell.Whole(leader.getNodeId()),
                                new Cell.Whole(leader.getLeaderEpoch()),
                                new Cell.Numbers(leader.getPassedOverList())));
            }
        }
        List<String> columns = List.of("topic", "partition", "leader", "epoch", "passedOver");
        return Answer.of(
                new Listing("elections", columns, elected),
                new Listing("failures", List.of("topic", "partition", "why"), refused),
                new Field("refused", new Cell.Whole(response.getRefused())),
                new Field("unchanged", new Cell.Whole(response.getUnchanged())));
    }
}
