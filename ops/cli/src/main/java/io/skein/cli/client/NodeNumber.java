package io.skein.cli.client;

import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.node.NodeRun;
import io.skein.cli.text.Complaint;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import java.util.List;

/** The argument that names a node. */
final class NodeNumber {
    private static final ValueType<String> TYPE =
            new ValueType<>("number", NodeNumber::checked, text -> text);

    static final Opt<String> ARGUMENT =
            new Opt<>(
                    List.of(),
                    "NODE",
                    TYPE,
                    "The node's number; without it, the node that SKEIN_NODE_ID or"
                            + " SKEIN_NODE_ID_FROM names.");

    private NodeNumber() {}

    private static Parsed<String> checked(String text) {
        return ValueTypes.INT
                .parse(text)
                .then(number ->
                        number >= 0 ? new Parsed.Good<>(text) : new Parsed.Bad<>("less than 0"));
    }

    /** The node that is named. Beside a node, as in its container, its own settings name it. */
    static int of(Typed typed, Terminal terminal) {
        String number = typed.argument().strip();
        if (!number.isEmpty()) return Integer.parseInt(number);
        return NodeRun.number(terminal)
                .orElseThrow(() ->
                        Complaint.usage(
                                "which node? type its number: neither SKEIN_NODE_ID nor"
                                        + " SKEIN_NODE_ID_FROM names one"));
    }
}
