package io.skein.server.adapter;

import io.grpc.Status;
import java.util.Optional;

/**
 * How a call between two nodes ends, in words for people. They are cut to one short line of plain
 * characters both where they leave and where they arrive: they repeat what strangers have said.
 */
final class Ending {
    /** Most characters of such words, which are as many bytes. */
    static final int WORDS_MAX = 200;

    private static final String PLAIN = "closed by the other side";

    /** So gRPC begins whatever the network did. */
    private static final String VAGUE = "io exception";

    private Ending() {}

    /** Of a call whose caller is not spoken to. */
    static Status objection(String words) {
        return Status.FAILED_PRECONDITION.withDescription(shown(words));
    }

    /** Why the call has ended, as its caller was told. */
    static String reason(Status status) {
        Optional<String> words = Optional.ofNullable(status.getDescription()).map(Ending::shown);
        return switch (status.getCode()) {
            case OK -> PLAIN;
            case FAILED_PRECONDITION ->
                    "it does not speak with this node: " + words.orElse("it does not say why");
            case UNAVAILABLE ->
                    words.filter(told -> !told.startsWith(VAGUE))
                            .or(() -> cause(status))
                            .or(() -> words)
                            .orElse(PLAIN);
            default -> words.map(told -> status.getCode() + ": " + told).orElse(PLAIN);
        };
    }

    /** What the operating system says: "Connection refused", without what was tried before. */
    private static Optional<String> cause(Status status) {
        Optional<Throwable> root = Optional.ofNullable(status.getCause());
        Optional<Throwable> deeper = root.map(Throwable::getCause);
        while (deeper.isPresent()) {
            root = deeper;
            deeper = root.map(Throwable::getCause);
        }
        return root.map(Throwable::getMessage)
                .map(told -> shown(told.substring(told.lastIndexOf(": ") + 1).strip()));
    }

    /** A line that a log can show, whatever is in it and however long it is. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length() && at < WORDS_MAX; at++) {
            char one = text.charAt(at);
            shown.append(one >= ' ' && one < 0x7f ? one : '?');
        }
        return shown.toString();
    }
}
