package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Producer;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Ways to spoil what producers were answered, and what others were told of a partition's ends. */
final class AnswerMutators {
    private static final long FAR = 1_000_000;

    private AnswerMutators() {}

    static List<Mutator> all() {
        return Stream.of(outcomes(), orders(), others()).flatMap(List::stream).toList();
    }

    private static List<Mutator> outcomes() {
        return List.of(
                new Mutator("ok was fail", Anomaly.ERROR_LIE, AnswerMutators::okWasFail),
                new Mutator("read was fail", Anomaly.ABORTED_READ, AnswerMutators::readWasFail),
                new Mutator(
                        "fail was ok", Anomaly.LOST_WRITE, change -> wasOk(change, Outcome.FAIL)),
                new Mutator(
                        "info was ok", Anomaly.LOST_WRITE, change -> wasOk(change, Outcome.INFO)),
                new Mutator(
                        "another offset",
                        Anomaly.INCONSISTENT_OFFSETS,
                        AnswerMutators::anotherOffset),
                new Mutator("an offset far away", Anomaly.OFFSET_JUMP, AnswerMutators::farOffset));
    }

    private static List<Mutator> orders() {
        return List.of(
                new Mutator(
                        "swap what followed",
                        Anomaly.NONMONOTONIC_SEND,
                        change -> swap(change, (a, b) -> isOne(a, b) && a.isBefore(b))),
                new Mutator(
                        "swap what was under way",
                        Anomaly.REORDERED_IN_FLIGHT,
                        change -> swap(change, AnswerMutators::overlap)),
                new Mutator(
                        "swap two producers'",
                        Anomaly.REALTIME_ORDER,
                        change -> swap(change, (a, b) -> !isOne(a, b) && a.isBefore(b))));
    }

    private static List<Mutator> others() {
        return List.of(
                new Mutator("an end too early", Anomaly.STALE_READ, AnswerMutators::stale),
                new Mutator(
                        "the end goes back", Anomaly.HW_REGRESSION, change -> goBack(change, true)),
                new Mutator(
                        "the start goes back",
                        Anomaly.LOG_START_REGRESSION,
                        change -> goBack(change, false)),
                new Mutator("fence before", Anomaly.ZOMBIE_APPEND, AnswerMutators::fence),
                new Mutator(
                        "no answer",
                        Anomaly.LIVENESS_UNANSWERED,
                        change -> unanswered(change).map(Change::goesOn)),
                new Mutator(
                        "nothing is stored",
                        Anomaly.LIVENESS_STALL,
                        change -> unanswered(change).map(Change::goesOn)),
                new Mutator("an answer late", Anomaly.LIVENESS_LATE, AnswerMutators::late),
                new Mutator("take from all polls", Anomaly.UNSEEN, AnswerMutators::unseen));
    }

    private static boolean isOne(Span a, Span b) {
        return a.process() == b.process();
    }

    private static boolean overlap(Span a, Span b) {
        return isOne(a, b) && a.invokedNanos() < b.invokedNanos() && !a.isBefore(b);
    }

    private static Span as(Span span, Outcome outcome) {
        long ended =
                span.completedNanos() == Span.NEVER ? span.invokedNanos() : span.completedNanos();
        return new Span(span.process(), span.invokedNanos(), ended, outcome, "");
    }

    private static Optional<History> okWasFail(Change change) {
        return change.kept().map(send -> fail(change, send));
    }

    private static History fail(Change change, Op.Send send) {
        Span span = as(send.span(), Outcome.FAIL);
        return change.with(send, Change.with(send, span, Op.UNTOLD));
    }

    private static Optional<History> readWasFail(Change change) {
        return change.polled(1)
                .flatMap(poll ->
                        change.any(Op.Send.class, send -> send.value() == poll.reads().value(0)))
                .map(send -> fail(change, send));
    }

    /** It is said to be behind the end, where there is nothing. */
    private static Optional<History> wasOk(Change change, Outcome was) {
        return change.any(
                        Op.Send.class, send -> send.span().outcome() == was && !holds(change, send))
                .map(send -> {
                    Span span = as(send.span(), Outcome.OK);
                    return change.with(send, Change.with(send, span, change.end(send.home())));
                });
    }

    private static boolean holds(Change change, Op.Send send) {
        Reads reads = change.replicas(send.home()).getFirst().reads();
        for (int i = 0; i < reads.size(); i++) {
            if (reads.value(i) == send.value()) return true;
        }
        return false;
    }

    private static Optional<History> anotherOffset(Change change) {
        Optional<Op.Send> send = change.kept();
        if (send.isEmpty()) return Optional.empty();
        long start = change.start(send.get().home());
        long offset = change.gen().between(start, change.end(send.get().home()) - 1);
        if (offset == send.get().offset()) return Optional.empty();
        return Optional.of(
                change.with(send.get(), Change.with(send.get(), send.get().span(), offset)));
    }

    private static Optional<History> farOffset(Change change) {
        return change.any(Op.Send.class, send -> send.span().isOk())
                .map(send -> change.with(send, Change.with(send, send.span(), FAR)));
    }

    private static Optional<History> swap(Change change, BiPredicate<Span, Span> fits) {
        Optional<Op.Send> first = change.any(Op.Send.class, send -> send.span().isOk());
        if (first.isEmpty()) return Optional.empty();
        Op.Send a = first.get();
        Optional<Op.Send> second =
                change.any(
                        Op.Send.class,
                        send ->
                                send.span().isOk()
                                        && send.home().equals(a.home())
                                        && fits.test(a.span(), send.span()));
        if (second.isEmpty()) return Optional.empty();
        Op.Send b = second.get();
        History half = change.with(a, Change.with(a, a.span(), b.offset()));
        return Optional.of(
                new Change(half, change.gen()).with(b, Change.with(b, b.span(), a.offset())));
    }

    private static Optional<History> stale(Change change) {
        Optional<Op.Send> send = change.any(Op.Send.class, one -> one.span().isOk());
        if (send.isEmpty()) return Optional.empty();
        return change.any(
                        Op.ListOffsets.class,
                        list ->
                                list.home().equals(send.get().home())
                                        && send.get().span().isBefore(list.span()))
                .map(list -> told(change, list, Op.UNTOLD, send.get().offset()));
    }

    private static History told(Change change, Op.ListOffsets list, long start, long end) {
        Told told = new Told(start, end);
        return change.with(list, new Op.ListOffsets(list.span(), list.home(), told));
    }

    private static Optional<History> goBack(Change change, boolean end) {
        Optional<Op.ListOffsets> before =
                change.any(
                        Op.ListOffsets.class,
                        list -> (end ? list.told().highWatermark() : list.told().logStart()) > 0);
        if (before.isEmpty()) return Optional.empty();
        Op.ListOffsets first = before.get();
        return change.any(
                        Op.ListOffsets.class,
                        list ->
                                list.home().equals(first.home())
                                        && first.span().isBefore(list.span()))
                .map(list ->
                        end
                                ? told(change, list, Op.UNTOLD, first.told().highWatermark() - 1)
                                : told(change, list, first.told().logStart() - 1, Op.UNTOLD));
    }

    private static Optional<History> fence(Change change) {
        return change.kept()
                .map(send -> {
                    Producer newer = new Producer(send.producer().id(), 1_000);
                    return change.withMore(send, new Op.OpenProducer(Span.ok(0, 0, 1), newer));
                });
    }

    private static Optional<History> unanswered(Change change) {
        return change.any(Op.Send.class, _ -> true)
                .map(send -> {
                    Span open = Span.open(send.span().process(), send.span().invokedNanos());
                    return change.with(send, Change.with(send, open, Op.UNTOLD));
                });
    }

    private static Optional<History> late(Change change) {
        History longer = Change.goesOn(change.history());
        return change.any(Op.ListOffsets.class, _ -> true)
                .map(list -> {
                    long begun = list.span().invokedNanos();
                    Span span = Span.ok(list.span().process(), begun, longer.endNanos());
                    return new Change(longer, change.gen())
                            .with(list, new Op.ListOffsets(span, list.home(), list.told()));
                });
    }

    private static Optional<History> unseen(Change change) {
        return change.any(
                        Op.Send.class,
                        send ->
                                send.span().isOk()
                                        && send.offset() >= change.safeFrom(send.home())
                                        && isRead(change, send))
                .map(send ->
                        Change.goesOn(
                                GroupMutators.withoutRead(change, send.home(), send.offset())));
    }

    private static boolean isRead(Change change, Op.Send send) {
        return change.all(Op.Poll.class, poll -> poll.home().equals(send.home())).stream()
                .anyMatch(poll -> poll.position() <= send.offset());
    }
}
