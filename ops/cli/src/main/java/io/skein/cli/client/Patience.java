package io.skein.cli.client;

import io.skein.cli.command.Opt;
import io.skein.cli.command.Typed;
import io.skein.cli.text.Complaint;
import io.skein.foundation.settings.ValueTypes;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How long somebody waits for an answer to become yes.
 *
 * @param nanos 0 takes the first answer
 */
record Patience(long nanos) {
    private static final String WAIT = "--wait";
    private static final long DEFAULT_MILLIS = 60_000;
    private static final long PAUSE_MILLIS = 250;

    private static final Opt<Long> TIMEOUT =
            Opt.of(
                    "--timeout",
                    "DURATION",
                    ValueTypes.DURATION_MILLIS,
                    "With --wait, for how long at most. Default: 60s.");

    static CommandSpec options(CommandSpec grammar) {
        return grammar.addOption(Opt.flag(WAIT, "Ask again until the answer is yes, or hopeless."))
                .addOption(TIMEOUT.spec());
    }

    static Patience of(Typed typed) {
        long millis = typed.get(TIMEOUT).orElse(DEFAULT_MILLIS);
        if (!typed.has(WAIT)) {
            if (typed.get(TIMEOUT).isPresent()) throw Complaint.usage("--timeout needs --wait");
            return new Patience(0);
        }
        return new Patience(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The last answer: the first that is final, or the one that came when the time was up. */
    <R> R ask(Supplier<R> question, Predicate<R> isFinal) {
        long endNanos = System.nanoTime() + nanos;
        R answer = question.get();
        while (!isFinal.test(answer) && System.nanoTime() < endNanos) {
            pause();
            answer = question.get();
        }
        return answer;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw Complaint.failed("interrupted while waiting");
        }
    }
}
