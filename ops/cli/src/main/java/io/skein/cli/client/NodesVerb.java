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
import io.skein.protocol.v1.DescribeClusterResponse;
import io.skein.protocol.v1.Node;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein nodes}: the cluster and who is in it. */
public final class NodesVerb implements Verb {
    private static final int NOBODY = -1;

    @Override
    public CommandSpec grammar() {
        return Grammar.of(this, "nodes", "Show the cluster and its nodes.")
                .addOption(OutputForm.OPTION.spec())
                .addOption(Contact.OPTION.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        DescribeClusterResponse cluster =
                Catalog.ask(typed, terminal, admin -> admin.await(admin.calls().describeCluster()));
        OutputForm.of(typed).print(answer(cluster), terminal);
        return ExitCode.OK;
    }

    static Answer answer(DescribeClusterResponse cluster) {
        int controller = cluster.getControllerNodeId();
        List<List<Cell>> rows = new ArrayList<>();
        for (Node node : cluster.getNodesList()) {
            rows.add(
                    List.of(
                            new Cell.Whole(node.getId()),
                            new Cell.Text(node.getAddress()),
                            new Cell.Texts(node.getRolesList()),
                            new Cell.Flag(node.getFenced()),
                            new Cell.Flag(node.getStopping()),
                            new Cell.Text(node.getRack())));
        }
        List<String> columns = List.of("node", "address", "roles", "fenced", "stopping", "rack");
        return Answer.of(
                new Field("clusterId", new Cell.Text(cluster.getClusterId())),
                new Field(
                        "controller",
                        controller == NOBODY ? new Cell.Nothing() : new Cell.Whole(controller)),
                new Listing("nodes", columns, rows));
    }
}
