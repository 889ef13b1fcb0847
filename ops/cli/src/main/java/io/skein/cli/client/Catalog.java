package io.skein.cli.client;

import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.Shown;
import io.skein.client.ConnectionSettings;
import io.skein.client.TopicPartition;
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.PartitionDescription;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Short questions to the cluster: connect, ask, and be gone. */
final class Catalog {
    private Catalog() {}

    /** Asks the cluster that was named on the command line. */
    static <R> R ask(Typed typed, Terminal terminal, Function<Admin, R> question) {
        return ask(Contact.of(typed, terminal).ensureReachable(), question);
    }

    /** The same, where a call may take only so long. */
    static <R> R askWithin(
            Duration patience, Typed typed, Terminal terminal, Function<Admin, R> question) {
        Contact contact = Contact.of(typed, terminal).ensureReachable();
        return ask(contact.settings().withRequestTimeout(patience), question);
    }

    private static <R> R ask(Contact contact, Function<Admin, R> question) {
        return ask(contact.settings(), question);
    }

    private static <R> R ask(ConnectionSettings settings, Function<Admin, R> question) {
        try (Admin admin = Admin.create(settings)) {
            return question.apply(admin);
        }
    }

    /** Those partitions of a topic, or all if none are named; each must exist. */
    static List<TopicPartition> partitions(Contact contact, String topic, List<Integer> named) {
        List<Integer> all =
                ask(contact, admin -> admin.await(admin.calls().describeTopic(topic)))
                        .getPartitionsList()
                        .stream()
                        .map(PartitionDescription::getPartition)
                        .toList();
        for (int number : named) {
            if (!all.contains(number)) {
                throw Complaint.failed(
                        "%s has the partitions 0 to %d, and not %d"
                                .formatted(Shown.text(topic), all.size() - 1, number));
            }
        }
        return (named.isEmpty() ? all : List.copyOf(new TreeSet<>(named)))
                .stream().map(number -> new TopicPartition(topic, number)).toList();
    }
}
