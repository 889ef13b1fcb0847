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
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.Shown;
import io.skein.client.TopicPartition;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import io.skein.protocol.v1.ReassignmentState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein reassign execute}: orders what a plan says, or what is typed. */
final class ReassignExecuteVerb implements Verb {
    private static final String STDIN = "-";
    private static final String STATE_PREFIX = "REASSIGNMENT_STATE_";

    private static final Opt<String> PLAN =
            new Opt<>(
                    List.of(),
                    "PLAN",
                    ValueTypes.TEXT,
                    "A file that skein reassign plan -o json has printed; - is standard input.");
    private static final Opt<Move> MOVE =
            Opt.of(
                    "--move",
                    "TOPIC-P=NODE,NODE",
                    new ValueType<>("move", ReassignExecuteVerb::move, Move::toString),
                    "Let these nodes hold a partition, the preferred leader first, as in"
                            + " lines-0=4,1,2; may be given several times.");

    private record Move(TopicPartition partition, List<Integer> nodes) {}

    private static Parsed<Move> move(String text) {
        int equals = text.lastIndexOf('=');
        int dash = text.lastIndexOf('-', Math.max(0, equals));
        if (dash < 1 || equals < dash) return new Parsed.Bad<>("not like lines-0=4,1,2");
        String topic = text.substring(0, dash);
        return Numbers.PARTITION
                .parse(text.substring(dash + 1, equals))
                .then(number ->
                        ReassignVerbs.NODES
                                .parse(text.substring(equals + 1))
                                .then(nodes ->
                                        new Parsed.Good<>(
                                                new Move(
                                                        new TopicPartition(topic, number),
                                                        nodes))));
    }

    @Override
    public CommandSpec grammar() {
        return TopicVerbs.grammar(
                        this, "execute", "Order what a plan says; the cluster carries it out.")
                .addPositional(PLAN.optionalArgument())
                .addOption(MOVE.specOfMany());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        SortedMap<TopicPartition, Optional<List<Integer>>> orders = new TreeMap<>();
        typed.optionalArgument()
                .ifPresent(plan ->
                        read(plan, terminal)
                                .forEach((id, nodes) -> orders.put(id, Optional.of(nodes))));
        for (Move each : typed.all(MOVE)) {
            if (orders.containsKey(each.partition())) {
                String name = Shown.text(each.partition().toString());
                throw Complaint.usage(name + " is moved twice");
            }
            orders.put(each.partition(), Optional.of(each.nodes()));
        }
        if (orders.isEmpty() && typed.optionalArgument().isEmpty()) {
            throw Complaint.usage("name a PLAN, or say --move " + MOVE.label());
        }
        Map<TopicPartition, ReassignmentState> states =
                Catalog.ask(typed, terminal, admin -> admin.alterReassignments(orders));
        OutputForm.of(typed).print(answer("ordered", states), terminal);
        return ExitCode.OK;
    }

    private static SortedMap<TopicPartition, List<Integer>> read(String plan, Terminal terminal) {
        if (plan.equals(STDIN)) return PlanFile.read(terminal.in());
        try (InputStream file = Files.newInputStream(Path.of(plan))) {
            return PlanFile.read(file);
        } catch (IOException missing) {
            throw Complaint.failed(
                    "%s cannot be read: %s"
                            .formatted(Shown.text(plan), Shown.text(missing.toString())));
        }
    }

    /** How each partition stands once the orders are noted. */
    static Answer answer(String done, Map<TopicPartition, ReassignmentState> states) {
        List<List<Cell>> rows = new ArrayList<>();
        states.forEach((id, state) ->
                rows.add(
                        List.of(
                                new Cell.Text(id.topic()),
                                new Cell.Whole(id.partition()),
                                new Cell.Text(word(state)))));
        return Answer.of(
                new Listing("partitions", List.of("topic", "partition", "state"), rows),
                new Field(done, new Cell.Whole(rows.size())));
    }

    static String word(ReassignmentState state) {
        return state.name().replace(STATE_PREFIX, "").toLowerCase(Locale.ROOT);
    }
}
