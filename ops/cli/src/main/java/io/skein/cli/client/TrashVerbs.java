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
import io.skein.client.admin.DeletedName;
import io.skein.foundation.Uuid;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DeletedTopic;
import io.skein.protocol.v1.ListDeletedTopicsResponse;
import io.skein.protocol.v1.UndeleteTopicResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein topics undelete} and {@code purge}: topics that were deleted. */
final class TrashVerbs {
    private static final Opt<Uuid> ID =
            Opt.of(
                    "--id",
                    "ID",
                    new ValueType<>("an id", TrashVerbs::id, Uuid::toString),
                    "The id it had, where several of that name were deleted.");

    private TrashVerbs() {}

    private static Parsed<Uuid> id(String text) {
        return Uuid.parse(text)
                .<Parsed<Uuid>>map(Parsed.Good::new)
                .orElseGet(() -> new Parsed.Bad<>("not an id as topics list --deleted shows it"));
    }

    private static DeletedName which(Typed typed) {
        return new DeletedName(typed.argument(), typed.get(ID));
    }

    /** Until when a topic can be brought back. */
    static Cell until(long purgeAtMillis) {
        return purgeAtMillis == 0
                ? new Cell.Nothing()
                : new Cell.Text(Instant.ofEpochMilli(purgeAtMillis).toString());
    }

    /** What is in the trash. */
    static Answer answer(ListDeletedTopicsResponse told) {
        List<List<Cell>> rows = new ArrayList<>();
        for (DeletedTopic each : told.getTopicsList()) {
            String id = Wire.uuid(each.getTopicId()).map(Uuid::toString).orElse("");
            rows.add(
                    List.of(
                            new Cell.Text(each.getName()),
                            new Cell.Whole(each.getPartitions()),
                            until(each.getPurgeAtMillis()),
                            new Cell.Text(id)));
        }
        List<String> columns = List.of("name", "partitions", "restorableUntil", "id");
        return Answer.of(
                new Listing("deletedTopics", columns, rows),
                new Field("more", new Cell.Flag(told.getMore())));
    }

    /** {@code skein topics undelete}. */
    static final class Undelete implements Verb {
        private static final Opt<String> AS =
                Opt.of("--as", "NAME", ValueTypes.TEXT, "The name it gets. Default: the old one.");

        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(
                            this, "undelete", "Bring a deleted topic back with all that is in it.")
                    .addPositional(TopicName.ARGUMENT.argument())
                    .addOption(AS.spec())
                    .addOption(ID.spec());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            String name = typed.get(AS).orElse("");
            UndeleteTopicResponse back =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin -> admin.await(admin.calls().undeleteTopic(which(typed), name)));
            Field undeleted = new Field("undeleted", new Cell.Text(back.getName()));
            OutputForm.of(typed).print(Answer.of(undeleted), terminal);
            return ExitCode.OK;
        }
    }

    /** {@code skein topics purge}. */
    static final class Purge implements Verb {
        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(
                            this, "purge", "Let go of a deleted topic for good, before its time.")
                    .addPositional(TopicName.ARGUMENT.argument())
                    .addOption(ID.spec());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            Catalog.ask(
                    typed, terminal, admin -> admin.await(admin.calls().purgeTopic(which(typed))));
            Field purged = new Field("purged", new Cell.Text(typed.argument()));
            OutputForm.of(typed).print(Answer.of(purged), terminal);
            return ExitCode.OK;
        }
    }
}
