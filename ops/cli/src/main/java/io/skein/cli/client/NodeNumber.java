package io.skein.cli.client;

import io.skein.cli.command.Opt;
import io.skein.cli.command.Typed;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import java.util.List;

/** The argument that names a node. */
final class NodeNumber {
    private static final ValueType<String> TYPE =
            new ValueType<>("number", NodeNumber::checked, text -> text);

    static final Opt<String> ARGUMENT = new Opt<>(List.of(), "NODE", TYPE, "The node's number.");

    private NodeNumber() {}

    private static Parsed<String> checked(String text) {
        return ValueTypes.INT
                .parse(text)
                .then(number ->
                        number >= 0 ? new Parsed.Good<>(text) : new Parsed.Bad<>("less than 0"));
    }

    static int of(Typed typed) {
        return Integer.parseInt(typed.argument().strip());
    }
}
