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
import io.skein.client.TopicPartition;
import io.skein.client.admin.DeleteBefore;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein topics delete-records}: the first records of a partition go, for good. */
final class DeleteRecordsVerb implements Verb {
    private static final String END = "end";

    private static final ValueType<DeleteBefore> PLACE =
            new ValueType<>("offset or end", DeleteRecordsVerb::place, DeleteRecordsVerb::text);

    private static final Opt<Integer> PARTITION =
            Opt.of("--partition", "P", Numbers.PARTITION, "Which partition, from 0.");
    private static final Opt<DeleteBefore> BEFORE =
            Opt.of(
                    "--before",
                    "OFFSET|end",
                    PLACE,
                    "The first record that stays; with end all go that can be read now.");

    private static Parsed<DeleteBefore> place(String text) {
        if (text.equals(END)) return new Parsed.Good<>(new DeleteBefore.End());
        return Numbers.OFFSET
                .parser()
                .apply(text)
                .match(
                        offset -> new Parsed.Good<>(new DeleteBefore.Offset(offset)),
                        problem -> new Parsed.Bad<>("neither an offset nor " + END));
    }

    private static String text(DeleteBefore place) {
        return switch (place) {
            case DeleteBefore.Offset(long offset) -> Long.toString(offset);
            case DeleteBefore.End() -> END;
        };
    }

    @Override
    public CommandSpec grammar() {
        return TopicVerbs.grammar(
                        this, "delete-records", "Delete the first records of a partition.")
                .addPositional(TopicName.ARGUMENT.argument())
                .addOption(PARTITION.spec())
                .addOption(BEFORE.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        TopicPartition partition = new TopicPartition(typed.argument(), typed.needed(PARTITION));
        DeleteBefore before = typed.needed(BEFORE);
        long start =
                Catalog.ask(
                                typed,
                                terminal,
                                admin -> admin.deleteRecords(Map.of(partition, before)))
                        .getOrDefault(partition, 0L);
        Answer answer =
                Answer.of(
                        new Field("topic", new Cell.Text(partition.topic())),
                        new Field("partition", new Cell.Whole(partition.partition())),
                        new Field("startOffset", new Cell.Whole(start)));
        OutputForm.of(typed).print(answer, terminal);
        return ExitCode.OK;
    }
}
