import io.skein.scenarios.history.checker.Checker;
import io.skein.scenarios.history.checker.Options;
import io.skein.scenarios.history.checker.Verdict;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What clients saw in a run, and what each node has on its disk in the end. */
record Account(History history, Copies copies) {
    private static final long SECOND = 1_000_000_000L;

    /** Records whose outcome is unknown are not sent again. */
    private static final Options OPTIONS =
            Options.STRICT
                    .with(new Options.Producers(false, false, true))
                    .with(new Options.Bounds(0, 0, 30 * SECOND, 90 * SECOND, 30 * SECOND));

    /** The same without some of what clients did. */
    Account without(Predicate<Op> those) {
        List<Op> left = new ArrayList<>(history.ops());
        left.removeIf(those);
        History rest = new History(left, history.replicas(), history.calms(), history.endNanos());
        return new Account(rest, copies);
    }

    /** All records that clients sent. */
    Stream<Op.Send> sends() {
        return history.ops().stream().filter(op -> op instanceof Op.Send).map(op -> (Op.Send) op);
    }

    private long sends(Outcome outcome) {
        return sends().filter(send -> send.span().outcome() == outcome).count();
    }

    /** What no correct log would have shown. */
    Verdict verdict() {
        return Checker.check(history, OPTIONS);
    }

    /** How much of that there is, of all kinds. */
    static long anomalies(Verdict verdict) {
        return verdict.counts().entrySet().stream()
                .filter(each -> !verdict.allowed().contains(each.getKey()))
                .mapToLong(each -> each.getValue())
                .sum();
    }

    /** Adds all of it to the result; nothing may be lost, nor odd. Says more if something is. */
    Result in(Result result) {
        result.some("acknowledged", sends(Outcome.OK))
                .number("failed", sends(Outcome.FAIL))
                .number("unknown", sends(Outcome.INFO));
        return judged(result);
    }

    /** The same where clients must not notice anything: all that they sent was acknowledged. */
    Result unnoticed(Result result) {
        result.some("acknowledged", sends(Outcome.OK))
                .none("failed", sends(Outcome.FAIL))
                .none("unknown", sends(Outcome.INFO));
        return judged(result);
    }

    private Result judged(Result result) {
        Verdict verdict = verdict();
        if (!verdict.isClean()) System.err.println(verdict);
        return result.number("copies_read", copies.replicas().size())
                .none("acknowledged_lost", copies.lost(sends().filter(each -> each.span().isOk())))
                .none("anomalies", anomalies(verdict));
    }
}
