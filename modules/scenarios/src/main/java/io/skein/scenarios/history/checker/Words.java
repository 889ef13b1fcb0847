package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import java.util.Locale;

/** Writes operations short enough to stand inside a sentence. */
final class Words {
    private static final double NANOS_PER_MILLI = 1e6;

    private Words() {}

    static String of(Op op) {
        return "[" + who(op.span()) + " " + what(op) + when(op.span()) + "]";
    }

    static String of(Replica replica) {
        return "replica " + replica.node() + " of " + replica.home();
    }

    private static String who(Span span) {
        return "process " + span.process();
    }

    private static String when(Span span) {
        String outcome = span.outcome().name().toLowerCase(Locale.ROOT);
        String end =
                span.completedNanos() == Span.NEVER
                        ? "never"
                        : "%.3f".formatted(span.completedNanos() / NANOS_PER_MILLI);
        String error = span.error().isEmpty() ? "" : " (" + span.error() + ")";
        return ": %s%s, %.3f..%s ms"
                .formatted(outcome, error, span.invokedNanos() / NANOS_PER_MILLI, end);
    }

    private static String what(Op op) {
        return switch (op) {
            case Op.Send send ->
                    "send %s values %d+%d as %s, offset %d"
                            .formatted(
                                    send.home(),
                                    send.value(),
                                    send.count(),
                                    send.producer(),
                                    send.offset());
            case Op.OpenProducer open -> "open " + open.producer();
            case Op.Poll poll ->
                    "poll %s from %d: %s, %s"
                            .formatted(
                                    poll.home(),
                                    poll.position(),
                                    extent(poll.reads()),
                                    poll.told());
            case Op.ListOffsets list -> "list offsets %s: %s".formatted(list.home(), list.told());
            case Op.DeleteRecords delete ->
                    "delete records %s before %d".formatted(delete.home(), delete.before());
            case Op.Seek seek -> "seek %s to %d".formatted(seek.home(), seek.offset());
            case Op.Own own ->
                    "own %s as %s from %d".formatted(own.home(), own.member(), own.position());
            case Op.Release release ->
                    "release %s as %s".formatted(release.home(), release.member());
            case Op.Commit commit ->
                    "commit %s %d as %s".formatted(commit.home(), commit.offset(), commit.member());
            case Op.FetchCommitted fetch ->
                    "fetch committed %s of %s: %d by %s"
                            .formatted(fetch.home(), fetch.group(), fetch.offset(), fetch.by());
            case Op.OnTopic topic ->
                    "%s %s %s %s".formatted(topic.deed(), topic.name(), topic.id(), topic.config());
            case Op.DescribeConfig config ->
                    "node %d at %d: %s is %s"
                            .formatted(
                                    config.node(),
                                    config.metadataOffset(),
                                    config.subject(),
                                    config.value());
        };
    }

    private static String extent(Reads reads) {
        if (reads.size() == 0) return "nothing";
        int last = reads.size() - 1;
        return "%d records, %d to %d".formatted(reads.size(), reads.offset(0), reads.offset(last));
    }
}
