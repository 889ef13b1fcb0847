package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Cell;
import io.skein.cli.command.Grammar;
import io.skein.cli.command.Noun;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.client.admin.ConfigChange;
import io.skein.client.admin.NewTopic;
import io.skein.protocol.v1.AlterTopicConfigResponse;
import io.skein.protocol.v1.CreateTopicResponse;
import io.skein.protocol.v1.DeleteTopicResponse;
import io.skein.protocol.v1.TopicSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein topics}: make, find, change and delete them. */
public final class TopicVerbs {
    private TopicVerbs() {}

    /** All of them. */
    public static Noun noun() {
        return new Noun(
                "topics",
                "Make, list, describe, change and delete topics.",
                List.of(
                        new Create(),
                        new ListAll(),
                        new Describe(),
                        new Alter(),
                        new AddPartitionsVerb(),
                        new ElectVerb(),
                        new DeleteRecordsVerb(),
                        new Delete(),
                        new TrashVerbs.Undelete(),
                        new TrashVerbs.Purge()));
    }

    static CommandSpec grammar(Verb verb, String name, String description) {
        return Grammar.of(verb, name, description)
                .addOption(OutputForm.OPTION.spec())
                .addOption(Contact.OPTION.spec());
    }

    private static ExitCode print(Typed typed, Terminal terminal, Answer.Part... parts) {
        OutputForm.of(typed).print(Answer.of(parts), terminal);
        return ExitCode.OK;
    }

    private static final class Create implements Verb {
        private static final Opt<Integer> PARTITIONS =
                Opt.of(
                        "--partitions",
                        "COUNT",
                        Numbers.COUNT,
                        "How many partitions. Default: as the cluster has it.");
        private static final Opt<Integer> REPLICATION_FACTOR =
                Opt.of(
                        "--replication-factor",
                        "COUNT",
                        Numbers.COUNT,
                        "How many replicas of each partition. Default: as the cluster has it.");
        private static final Opt<Assignment> CONFIG =
                Opt.of(
                        "--config",
                        "KEY=VALUE",
                        Assignment.TYPE,
                        "A setting of the topic, like retention.ms=7d; may be given several"
                                + " times.");

        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(this, "create", "Make a topic.")
                    .addPositional(TopicName.ARGUMENT.argument())
                    .addOption(PARTITIONS.spec())
                    .addOption(REPLICATION_FACTOR.spec())
                    .addOption(CONFIG.specOfMany());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            NewTopic topic =
                    new NewTopic(
                            typed.argument(),
                            optional(typed, PARTITIONS),
                            optional(typed, REPLICATION_FACTOR),
                            Assignment.toMap(typed.all(CONFIG)));
            CreateTopicResponse made =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin -> admin.await(admin.calls().createTopic(topic, false)));
            return print(
                    typed,
                    terminal,
                    new Field("created", new Cell.Text(topic.name())),
                    new Field("partitions", new Cell.Whole(made.getPartitions())),
                    new Field("replicationFactor", new Cell.Whole(made.getReplicationFactor())));
        }

        private static OptionalInt optional(Typed typed, Opt<Integer> option) {
            return typed.get(option).map(OptionalInt::of).orElse(OptionalInt.empty());
        }
    }

    private static final class ListAll implements Verb {
        private static final String DELETED = "--deleted";

        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(this, "list", "List all topics.")
                    .addOption(Opt.flag(DELETED, "Those that were deleted and can be undeleted."));
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            if (typed.has(DELETED)) return listDeleted(typed, terminal);
            List<List<Cell>> rows = new ArrayList<>();
            for (TopicSummary topic : Catalog.ask(typed, terminal, admin -> admin.listTopics())) {
                rows.add(
                        List.of(
                                new Cell.Text(topic.getName()),
                                new Cell.Whole(topic.getPartitions()),
                                new Cell.Whole(topic.getReplicationFactor())));
            }
            List<String> columns = List.of("name", "partitions", "replicationFactor");
            return print(typed, terminal, new Listing("topics", columns, rows));
        }

        private static ExitCode listDeleted(Typed typed, Terminal terminal) {
            var told =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin -> admin.await(admin.calls().listDeletedTopics()));
            OutputForm.of(typed).print(TrashVerbs.answer(told), terminal);
            return ExitCode.OK;
        }
    }

    private static final class Describe implements Verb {
        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(this, "describe", "Show all about a topic.")
                    .addPositional(TopicName.ARGUMENT.argument());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            TopicReport report =
                    Catalog.ask(typed, terminal, admin -> TopicReport.of(admin, typed.argument()));
            OutputForm.of(typed).print(report.answer(), terminal);
            return ExitCode.OK;
        }
    }

    private static final class Delete implements Verb {
        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(
                            this, "delete", "Delete a topic with all that is in it; see undelete.")
                    .addPositional(TopicName.ARGUMENT.argument());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            DeleteTopicResponse deleted =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin -> admin.await(admin.calls().deleteTopic(typed.argument())));
            return print(
                    typed,
                    terminal,
                    new Field("deleted", new Cell.Text(typed.argument())),
                    new Field("restorableUntil", TrashVerbs.until(deleted.getPurgeAtMillis())));
        }
    }

    private static final class Alter implements Verb {
        private static final Opt<Assignment> SET =
                Opt.of(
                        "--set",
                        "KEY=VALUE",
                        Assignment.TYPE,
                        "Give a setting this value; may be given several times.");
        private static final Opt<String> RESET =
                Opt.of(
                        "--reset",
                        "KEY",
                        Assignment.KEY,
                        "Return a setting to the cluster's default; may be given several times.");

        @Override
        public CommandSpec grammar() {
            return TopicVerbs.grammar(this, "alter", "Change settings of a topic, all or none.")
                    .addPositional(TopicName.ARGUMENT.argument())
                    .addOption(SET.specOfMany())
                    .addOption(RESET.specOfMany());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            ConfigChange change = Assignment.change(typed.all(SET), typed.all(RESET));
            AlterTopicConfigResponse altered =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin ->
                                    admin.await(
                                            admin.calls()
                                                    .alterTopicConfig(
                                                            typed.argument(), change, false)));
            return print(
                    typed,
                    terminal,
                    new Field("altered", new Cell.Text(typed.argument())),
                    TopicReport.settings(altered.getConfigsList()));
        }
    }
}
