package io.skein.cli.client;

import io.skein.cli.command.Noun;
import io.skein.cli.command.Opt;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import java.util.List;

/** {@code skein reassign}: partitions go to other nodes. */
public final class ReassignVerbs {
    /** Numbers of nodes, with commas between them. */
    static final ValueType<List<Integer>> NODES =
            new ValueType<>(
                    "numbers of nodes",
                    text ->
                            ValueTypes.listOf(ValueTypes.INT)
                                    .parser()
                                    .apply(text.strip())
                                    .then(nodes ->
                                            nodes.isEmpty()
                                                    ? new Parsed.Bad<>("without a node")
                                                    : new Parsed.Good<>(nodes)),
                    ValueTypes.listOf(ValueTypes.INT).show());

    /** The option that names topics. */
    static final Opt<String> TOPIC =
            Opt.of(
                    "--topic",
                    "TOPIC",
                    TopicName.ARGUMENT.type(),
                    "Only this topic; may be given several times. Default: all.");

    private ReassignVerbs() {}

    /** All of them. */
    public static Noun noun() {
        return new Noun(
                "reassign",
                "Move partitions to other nodes: plan it, do it, watch it, give it up.",
                List.of(
                        new ReassignPlanVerb(),
                        new ReassignExecuteVerb(),
                        new ReassignStatusVerb(),
                        new ReassignCancelVerb()));
    }
}
