package io.skein.scenarios.history.checker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.Calm;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Member;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Op.Deed;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Producer;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads histories written by hand, one operation a line. Unless times in milliseconds stand in
 * front, line n is invoked at 10n and completed 5 later. A word {@code !} says that it failed,
 * {@code ?} that nobody knows, {@code ...} that no answer came; {@code p1e2} is process 1, as of
 * epoch 2.
 *
 * <pre>
 * p1 send a/0 7..9 @3          values 7 to 9, stored at 3 to 5     p1 open   (a new epoch)
 * p2 poll a/0 from=3 3:7 4:8#5 5:9~   #: hash, ~: other bytes     hw= start= group=
 * p2 offsets a/0 start=0 hw=6         p1 truncate a/0 4           p2 seek a/0 3
 * p2e1 own a/0 g from=0               p2e1 release a/0 g
 * p2e1 commit a/0 g 6                 p3 fetch a/0 g 6 by=p2e1
 * p1 create n id=1 conf=x             delete, describe, alter     err=TOPIC_EXISTS
 * p1 config node=1 at=17 n value      final n1 a/0 start=0 hw=6 0:1 ...
 * calm 0-500                          end 900
 * </pre>
 */
final class HistoryText {
    private static final long MILLI = 1_000_000;

    private final List<Op> ops = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Calm> calms = new ArrayList<>();
    private long endMillis;

    private HistoryText() {}

    static History read(List<String> lines) {
        HistoryText text = new HistoryText();
        for (int i = 0; i < lines.size(); i++) text.line(10L * i, lines.get(i).strip());
        return new History(text.ops, text.replicas, text.calms, text.endMillis * MILLI);
    }

    private void line(long atMillis, String line) {
        Line words = new Line(line);
        switch (words.head()) {
            case "final" -> replicas.add(replica(words));
            case "calm" -> {
                String[] times = words.at(1).split("-", -1);
                calms.add(new Calm(millis(times[0]), millis(times[1])));
            }
            case "end" -> ends(Long.parseLong(words.at(1)));
            default -> ops.add(timed(atMillis, words));
        }
    }

    private void ends(long millis) {
        endMillis = Math.max(endMillis, millis);
    }

    private static long millis(String text) {
        return Long.parseLong(text) * MILLI;
    }

    private Op timed(long atMillis, Line words) {
        boolean isTimed = words.head().matches("\\d+-\\d+");
        String[] times = isTimed ? words.head().split("-", -1) : new String[0];
        long from = isTimed ? Long.parseLong(times[0]) : atMillis;
        long to = isTimed ? Long.parseLong(times[1]) : atMillis + 5;
        Line rest = isTimed ? words.rest() : words;
        ends(to);
        String[] who = rest.head().substring(1).split("e", -1);
        int process = Integer.parseInt(who[0]);
        int epoch = who.length > 1 ? Integer.parseInt(who[1]) : 0;
        Span span =
                rest.has("...")
                        ? Span.open(process, from * MILLI)
                        : new Span(
                                process,
                                from * MILLI,
                                to * MILLI,
                                rest.outcome(),
                                rest.named("err").orElse(""));
        return op(span, epoch, rest.rest());
    }

    private static Op op(Span span, int epoch, Line words) {
        Producer producer = new Producer(span.process(), epoch);
        return switch (words.head()) {
            case "send" -> send(span, producer, words);
            case "open" -> new Op.OpenProducer(span, producer);
            case "poll" ->
                    new Op.Poll(
                            span,
                            words.home(),
                            words.named("group").orElse(""),
                            words.number("from"),
                            words.told(),
                            words.reads());
            case "offsets" -> new Op.ListOffsets(span, words.home(), words.told());
            case "truncate" -> new Op.DeleteRecords(span, words.home(), words.last());
            case "seek" -> new Op.Seek(span, words.home(), words.last());
            case "config" ->
                    new Op.DescribeConfig(
                            span,
                            (int) words.number("node"),
                            words.number("at"),
                            words.at(3),
                            words.at(4));
            case "own", "release", "commit", "fetch" ->
                    group(span, new Member(words.at(2), span.process(), epoch), words);
            default -> topic(span, words);
        };
    }

    private static Op send(Span span, Producer producer, Line words) {
        String[] values = words.at(2).split("\\.\\.", -1);
        long first = Long.parseLong(values[0]);
        long last = Long.parseLong(values[values.length - 1]);
        long offset = words.after("@").map(Long::parseLong).orElse(Op.UNTOLD);
        int count = (int) (last - first + 1);
        return new Op.Send(span, words.home(), first, count, offset, producer);
    }

    private static Op group(Span span, Member member, Line words) {
        return switch (words.head()) {
            case "own" -> new Op.Own(span, member, words.home(), words.number("from"));
            case "release" -> new Op.Release(span, member, words.home());
            case "commit" -> new Op.Commit(span, member, words.home(), words.last());
            default -> {
                Optional<Member> by =
                        words.named("by")
                                .map(who -> who.substring(1).split("e", -1))
                                .map(who ->
                                        new Member(
                                                member.group(),
                                                Integer.parseInt(who[0]),
                                                Integer.parseInt(who[1])));
                yield new Op.FetchCommitted(span, member.group(), words.home(), words.last(), by);
            }
        };
    }

    private static Op topic(Span span, Line words) {
        Deed deed =
                switch (words.head()) {
                    case "create" -> Deed.CREATE;
                    case "delete" -> Deed.DELETE;
                    case "alter" -> Deed.ALTER;
                    case "describe" -> Deed.DESCRIBE;
                    default -> throw new IllegalArgumentException(words.toString());
                };
        Uuid id = words.named("id").map(HistoryText::topicId).orElse(Uuid.ZERO);
        return new Op.OnTopic(span, deed, words.at(1), id, words.named("conf").orElse(""));
    }

    static Uuid topicId(String name) {
        return new Uuid(7, name.hashCode());
    }

    private static Replica replica(Line words) {
        int node = Integer.parseInt(words.at(1).substring(1));
        return new Replica(node, words.rest().home(), words.told(), words.reads());
    }

    /** The words of one line. */
    private record Line(List<String> words) {
        Line(String text) {
            this(List.of(text.split("\\s+", -1)));
        }

        String head() {
            return words.getFirst();
        }

        String at(int nth) {
            return words.get(nth);
        }

        Line rest() {
            return new Line(words.subList(1, words.size()));
        }

        boolean has(String word) {
            return words.contains(word);
        }

        Outcome outcome() {
            if (has("!")) return Outcome.FAIL;
            return has("?") ? Outcome.INFO : Outcome.OK;
        }

        Optional<String> after(String prefix) {
            return words.stream()
                    .filter(word -> word.startsWith(prefix))
                    .map(word -> word.substring(prefix.length()))
                    .findFirst();
        }

        Optional<String> named(String name) {
            return after(name + "=");
        }

        long number(String name) {
            return named(name).map(Long::parseLong).orElse(Op.UNTOLD);
        }

        /** The last number that stands alone. */
        long last() {
            return words.stream()
                    .filter(word -> word.matches("-?\\d+"))
                    .mapToLong(Long::parseLong)
                    .reduce(Op.UNTOLD, (_, last) -> last);
        }

        PartitionId home() {
            String[] parts = at(1).split("/", -1);
            return new PartitionId(topicId(parts[0]), Integer.parseInt(parts[1]));
        }

        Told told() {
            return new Told(number("start"), number("hw"));
        }

        Reads reads() {
            Reads.Builder reads = new Reads.Builder();
            for (String word : words) {
                if (!word.matches("-?\\d+:\\d+(#\\d+)?~?")) continue;
                String[] parts = word.replace("~", "").split("[:#]", -1);
                long hash = parts.length > 2 ? Long.parseLong(parts[2]) : 0;
                boolean intact = !word.endsWith("~");
                reads.add(Long.parseLong(parts[0]), Long.parseLong(parts[1]), hash, intact);
            }
            return reads.build();
        }
    }
}
