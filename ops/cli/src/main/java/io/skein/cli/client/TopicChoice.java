package io.skein.cli.client;

import io.skein.cli.command.Opt;
import io.skein.cli.command.Typed;
import io.skein.cli.text.Complaint;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** Which partitions are meant: those of one topic that are named, all of it, or all there are. */
final class TopicChoice {
    private static final String ALL = "--all";

    private static final Opt<Integer> PARTITION =
            Opt.of(
                    "--partition",
                    "P",
                    Numbers.PARTITION,
                    "Which partition, from 0; may be given several times. Default: all.");

    private TopicChoice() {}

    /** The grammar of a command that takes such a choice. */
    static CommandSpec in(CommandSpec grammar) {
        return grammar.addPositional(TopicName.ARGUMENT.optionalArgument())
                .addOption(Opt.flag(ALL, "In all topics."))
                .addOption(PARTITION.specOfMany());
    }

    /** The partitions of each topic, none for all; no topic means all of them. */
    static SortedMap<String, List<Integer>> of(Typed typed) {
        Optional<String> topic = typed.optionalArgument();
        if (topic.isPresent() == typed.has(ALL)) {
            throw Complaint.usage("name a topic, or say " + ALL + " for all of them");
        }
        List<Integer> partitions = typed.all(PARTITION);
        if (topic.isEmpty() && !partitions.isEmpty()) {
            throw Complaint.usage("--partition is of one topic, and " + ALL + " means all");
        }
        SortedMap<String, List<Integer>> topics = new TreeMap<>();
        topic.ifPresent(name -> topics.put(name, partitions));
        return topics;
    }
}
