package io.skein.server.metadata;

import java.util.List;
import java.util.Optional;

/** Which names a topic can have: an allow-list, because names become parts of paths. */
public final class TopicNames {
    /** Longest name; with "-" and a partition number it still fits a file name everywhere. */
    public static final int LENGTH_MAX = 249;

    /** Names that the system uses, or will use, for itself. */
    private static final List<String> RESERVED =
            List.of("__cluster_metadata", "__consumer_offsets");

    private TopicNames() {}

    /** What is wrong with the name, in words; empty if it is good. */
    public static Optional<String> problemWith(String name) {
        if (name.isEmpty()) return Optional.of("a topic name must not be empty");
        if (name.length() > LENGTH_MAX) {
            return Optional.of(
                    "a topic name has at most %d characters, this one %d"
                            .formatted(LENGTH_MAX, name.length()));
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("a topic cannot be named '%s'".formatted(name));
        }
        if (RESERVED.contains(name)) {
            return Optional.of("'%s' is a name that Skein keeps for itself".formatted(name));
        }
        for (int at = 0; at < name.length(); at++) {
            if (!allowed(name.charAt(at))) {
                return Optional.of(
                        ("topic name '%s' has a character that is not allowed at position %d;"
                                        + " use a-z, A-Z, 0-9, '.', '_' and '-'")
                                .formatted(printable(name), at + 1));
            }
        }
        return Optional.empty();
    }

    /** The name as a message or log line can show it, whatever is in it and however long it is. */
    public static String printable(String name) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < name.length() && shown.length() < LENGTH_MAX; at++) {
            char one = name.charAt(at);
            shown.append(one > ' ' && one < 0x7f ? one : '?');
        }
        return name.length() > LENGTH_MAX ? shown + "…" : shown.toString();
    }

    private static boolean allowed(char one) {
        return (one >= 'a' && one <= 'z')
                || (one >= 'A' && one <= 'Z')
                || (one >= '0' && one <= '9')
                || one == '.'
                || one == '_'
                || one == '-';
    }
}
