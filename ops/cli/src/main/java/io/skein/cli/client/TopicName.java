package io.skein.cli.client;

import io.skein.cli.command.Opt;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import java.util.List;

/** The argument that names a topic. What a name may be is for the cluster to say. */
final class TopicName {
    private static final ValueType<String> TYPE =
            new ValueType<>(
                    "name",
                    text ->
                            text.isEmpty()
                                    ? new Parsed.Bad<>("not a name: it is empty")
                                    : new Parsed.Good<>(text),
                    name -> name);

    static final Opt<String> ARGUMENT = new Opt<>(List.of(), "TOPIC", TYPE, "The topic's name.");

    private TopicName() {}
}
