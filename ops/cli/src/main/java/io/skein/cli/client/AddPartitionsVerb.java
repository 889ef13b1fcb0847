package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Cell;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.protocol.v1.AddPartitionsResponse;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein topics add-partitions}: a topic gets more of them. */
final class AddPartitionsVerb implements Verb {
    private static final Opt<Integer> TOTAL =
            Opt.of(
                    "--total",
                    "COUNT",
                    Numbers.COUNT,
                    "How many partitions the topic is to have, those it has already among them.");

    @Override
    public CommandSpec grammar() {
        return TopicVerbs.grammar(
                        this,
                        "add-partitions",
                        "Give a topic more partitions. Keys may belong to others from then on.")
                .addPositional(TopicName.ARGUMENT.argument())
                .addOption(TOTAL.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        int total = typed.needed(TOTAL);
        AddPartitionsResponse added =
                Catalog.ask(
                        typed,
                        terminal,
                        admin ->
                                admin.await(
                                        admin.calls()
                                                .addPartitions(typed.argument(), total, false)));
        Answer answer =
                Answer.of(
                        new Field("topic", new Cell.Text(typed.argument())),
                        new Field("partitionsBefore", new Cell.Whole(added.getBefore())),
                        new Field("partitions", new Cell.Whole(added.getPartitions())));
        OutputForm.of(typed).print(answer, terminal);
        return ExitCode.OK;
    }
}
