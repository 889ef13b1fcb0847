package io.skein.cli.client;

import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.client.TopicPartition;
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.Reassignment;
import io.skein.protocol.v1.ReassignmentState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein reassign cancel}: what is on its way goes back to where it was. */
final class ReassignCancelVerb implements Verb {
    @Override
    public CommandSpec grammar() {
        return TopicChoice.in(
                TopicVerbs.grammar(
                        this, "cancel", "Give up what is on its way: those that held it go on."));
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        SortedMap<String, List<Integer>> topics = TopicChoice.of(typed);
        Map<TopicPartition, ReassignmentState> states =
                Catalog.ask(typed, terminal, admin -> cancel(admin, topics));
        OutputForm.of(typed).print(ReassignExecuteVerb.answer("cancelled", states), terminal);
        return ExitCode.OK;
    }

    private static Map<TopicPartition, ReassignmentState> cancel(
            Admin admin, SortedMap<String, List<Integer>> topics) {
        SortedMap<TopicPartition, Optional<List<Integer>>> orders = new TreeMap<>();
        for (Reassignment each : admin.listReassignments(topics.keySet()).getReassignmentsList()) {
            List<Integer> named = topics.getOrDefault(each.getTopic(), List.of());
            boolean isMeant = named.isEmpty() || named.contains(each.getPartition());
            TopicPartition id = new TopicPartition(each.getTopic(), each.getPartition());
            if (isMeant) orders.put(id, Optional.empty());
        }
        return admin.alterReassignments(orders);
    }
}
