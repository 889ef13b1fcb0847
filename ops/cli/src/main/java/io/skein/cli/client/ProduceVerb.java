package io.skein.cli.client;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.client.producer.Acks;
import io.skein.client.producer.ProducerSettings;
import io.skein.foundation.settings.ValueTypes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein produce TOPIC}: each line of standard input is a record. */
public final class ProduceVerb implements Verb {
    private static final long TIMEOUT_MILLIS = 10_000;

    private static final Opt<KeySeparator> KEY_SEPARATOR =
            Opt.of(
                    "--key-separator",
                    "TEXT",
                    KeySeparator.TYPE,
                    "What stands before it in a line is the record's key (\\t is a tab).");
    private static final Opt<Integer> PARTITION =
            Opt.of(
                    "--partition",
                    "NUMBER",
                    Numbers.PARTITION,
                    "The partition that takes all records. Default: by key, else spread.");
    private static final Opt<Acks> ACKS =
            Opt.of(
                    "--acks",
                    "WHO",
                    ValueTypes.choice(
                            "acks", List.of(Acks.ALL, Acks.LEADER, Acks.NONE), Numbers::acks),
                    "When a record counts as stored: all (default), 1 or 0.");
    private static final Opt<Long> TIMEOUT =
            Opt.of(
                    "--timeout",
                    "TIME",
                    ValueTypes.DURATION_MILLIS,
                    "When to give up a record that is not acknowledged. Default: 10s.");

    @Override
    public CommandSpec grammar() {
        String help =
                "Reads records from standard input, one a line, and stores them in a topic. Says on"
                        + " standard error what became of them.";
        return Grammar.of(this, "produce", help)
                .addPositional(TopicName.ARGUMENT.argument())
                .addOption(KEY_SEPARATOR.spec())
                .addOption(PARTITION.spec())
                .addOption(ACKS.spec())
                .addOption(TIMEOUT.spec())
                .addOption(Contact.OPTION.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        Contact contact = Contact.of(typed, terminal).ensureReachable();
        ProducerSettings settings = settings(typed, contact);
        String topic = typed.argument();
        Optional<Integer> partition = typed.get(PARTITION);
        Feed.Shape shape = new Feed.Shape(topic, typed.get(KEY_SEPARATOR), partition);
        List<Integer> named = partition.stream().toList();
        return Feed.run(settings, shape, terminal, () -> Catalog.partitions(contact, topic, named));
    }

    /** What was typed, as the producer takes it. */
    static ProducerSettings settings(Typed typed, Contact contact) {
        Duration timeout = Duration.ofMillis(typed.get(TIMEOUT).orElse(TIMEOUT_MILLIS));
        return ProducerSettings.builder()
                .connection(contact.settings())
                .acks(typed.get(ACKS).orElse(Acks.ALL))
                .deliveryTimeout(timeout)
                .maxBlock(timeout)
                .unknownTopicWait(Duration.ZERO)
                .build();
    }
}
