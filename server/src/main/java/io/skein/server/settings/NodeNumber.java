package io.skein.server.settings;

import io.skein.foundation.settings.Limit;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.Setting;
import io.skein.foundation.settings.Settings;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two ways to say a node's number. Whoever starts many alike, each under a name that is counted
 * from 0, need not count for themselves.
 */
final class NodeNumber {
    static final int MAX = 1_000_000;

    private static final Pattern COUNTED = Pattern.compile("[A-Za-z0-9.-]{1,253}-(0|[1-9][0-9]*)");

    static final Setting<Integer> ID =
            Setting.of("node.id", ValueTypes.INT, 1, "The node's number, unique in the cluster.")
                    .within(Limit.between(0, MAX));

    static final Setting<Optional<String>> FROM =
            Setting.of(
                    "node.id.from",
                    ValueTypes.optional(new ValueType<>("name", NodeNumber::counted, name -> name)),
                    Optional.empty(),
                    "Instead of node.id: a name counted from 0, as Kubernetes names the pods of a"
                            + " StatefulSet; skein-0 is node 1, skein-1 is node 2.");

    private NodeNumber() {}

    /** The number of the node that is set so. */
    static int of(Settings settings) {
        return settings.get(FROM).map(NodeNumber::after).orElseGet(() -> settings.get(ID));
    }

    /** Says so if two numbers are given, since one of them was not meant. */
    static Optional<String> contradiction(Settings settings) {
        Optional<String> name = settings.get(FROM);
        if (name.isEmpty() || !settings.isGiven(ID)) return Optional.empty();
        if (settings.get(ID) == after(name.get())) return Optional.empty();
        return Optional.of(
                "node.id=%d: contradicts node.id.from=%s, which is node %d; give only one of them"
                        .formatted(settings.get(ID), name.get(), after(name.get())));
    }

    private static Parsed<String> counted(String name) {
        Matcher matcher = COUNTED.matcher(name);
        if (!matcher.matches()) return new Parsed.Bad<>("not a name that ends like skein-0");
        // Nine digits fit an int, and are more than there may be.
        boolean isInBounds = matcher.group(1).length() <= 9 && after(name) <= MAX;
        if (isInBounds) return new Parsed.Good<>(name);
        return new Parsed.Bad<>("not a node's name: nodes are numbered up to " + MAX);
    }

    private static int after(String name) {
        return 1 + Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }
}
