package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Cell;
import io.skein.cli.command.Grammar;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DescribeQuorumResponse;
import io.skein.protocol.v1.QuorumMember;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein quorum}: who agrees on the metadata, who follows, and how far each has come. */
public final class QuorumVerb implements Verb {
    private static final List<String> COLUMNS =
            List.of(
                    "node",
                    "leads",
                    "endOffset",
                    "durableOffset",
                    "offsetsBehind",
                    "lastHeardMillis",
                    "address",
                    "directory");

    @Override
    public CommandSpec grammar() {
        return Grammar.of(this, "quorum", "Show the metadata quorum and how far each member is.")
                .addOption(OutputForm.OPTION.spec())
                .addOption(Contact.OPTION.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        DescribeQuorumResponse quorum =
                Catalog.ask(typed, terminal, admin -> admin.await(admin.calls().describeQuorum()));
        OutputForm.of(typed).print(answer(quorum), terminal);
        return ExitCode.OK;
    }

    static Answer answer(DescribeQuorumResponse quorum) {
        int leader = quorum.getLeaderNodeId();
        return Answer.of(
                new Field("leader", new Cell.Whole(leader)),
                new Field("epoch", new Cell.Whole(quorum.getEpoch())),
                new Field("highWatermark", new Cell.Whole(quorum.getHighWatermark())),
                new Listing("voters", COLUMNS, rows(quorum.getVotersList(), leader)),
                new Listing("observers", COLUMNS, rows(quorum.getObserversList(), leader)));
    }

    private static List<List<Cell>> rows(List<QuorumMember> members, int leader) {
        List<List<Cell>> rows = new ArrayList<>();
        for (QuorumMember each : members) {
            rows.add(
                    List.of(
                            new Cell.Whole(each.getNodeId()),
                            new Cell.Flag(each.getNodeId() == leader),
                            new Cell.Whole(each.getLogEndOffset()),
                            new Cell.Whole(each.getDurableOffset()),
                            new Cell.Whole(each.getLag()),
                            new Cell.Whole(each.getLastContactMillis()),
                            new Cell.Text(each.getAddress()),
                            new Cell.Text(directory(each))));
        }
        return rows;
    }

    private static String directory(QuorumMember member) {
        return Wire.uuid(member.getDirectoryId()).map(Object::toString).orElse("");
    }
}
