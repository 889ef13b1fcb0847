package io.skein.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes failing choices simpler for as long as the same failure follows: leaves out runs of
 * choices, then lowers what is left. Stops after {@link #RUNS_MAX} tries. Owned by one thread.
 */
final class Shrinking {
    private static final int RUNS_MAX = 3_000;
    private static final int SHORT_MAX = 8;

    private final Property property;
    private Choices simplest;
    private Throwable failure;
    private int runs;

    Shrinking(Property property, Choices failing, Throwable failure) {
        this.property = property;
        this.simplest = failing;
        this.failure = failure;
    }

    Choices simplest() {
        return simplest;
    }

    Throwable failure() {
        return failure;
    }

    int runs() {
        return runs;
    }

    void run() {
        boolean progress = true;
        while (progress && runs < RUNS_MAX) {
            progress = false;
            for (String stream : List.copyOf(simplest.streams().keySet())) {
                progress |= leaveOut(stream);
                progress |= lower(stream);
            }
        }
    }

    private boolean leaveOut(String stream) {
        boolean progress = false;
        int length = values(stream).size();
        while (length > 0) {
            // What belongs together is short and begins anywhere: short runs are tried everywhere.
            int stride = length > SHORT_MAX ? length : 1;
            progress |= leaveOut(stream, length, stride);
            length = length > 2 * SHORT_MAX ? length / 2 : Math.min(length - 1, SHORT_MAX);
        }
        return progress;
    }

    private boolean leaveOut(String stream, int length, int stride) {
        boolean progress = false;
        int at = values(stream).size() - length;
        while (at >= 0 && runs < RUNS_MAX) {
            List<Long> fewer = new ArrayList<>(values(stream));
            fewer.subList(at, at + length).clear();
            if (attempt(simplest.with(stream, fewer))) progress = true;
            at = Math.min(at - stride, values(stream).size() - length);
        }
        return progress;
    }

    private boolean lower(String stream) {
        boolean progress = false;
        for (int at = 0; at < values(stream).size(); at++) {
            if (values(stream).get(at) == 0) continue;
            if (lowerTo(stream, at, 0)) {
                progress = true;
                continue;
            }
            progress |= bisect(stream, at);
        }
        return progress;
    }

    /** Finds the least number that still fails, if larger ones all fail, which is a good guess. */
    private boolean bisect(String stream, int at) {
        boolean progress = false;
        long passes = 0;
        while (runs < RUNS_MAX && at < values(stream).size()) {
            long fails = values(stream).get(at);
            long middle = passes + ((fails - passes) >>> 1);
            if (middle == passes) return progress;
            if (lowerTo(stream, at, middle)) progress = true;
            else passes = middle;
        }
        return progress;
    }

    private boolean lowerTo(String stream, int at, long value) {
        List<Long> lowered = new ArrayList<>(values(stream));
        lowered.set(at, value);
        return attempt(simplest.with(stream, lowered));
    }

    private List<Long> values(String stream) {
        return simplest.of(stream);
    }

    private boolean attempt(Choices candidate) {
        if (runs >= RUNS_MAX) return false;
        runs++;
        Gen gen = Gen.following(candidate);
        Optional<Throwable> thrown = Checking.run(property, gen);
        Choices made = gen.choices();
        boolean better =
                thrown.isPresent()
                        && Checking.isSameKind(failure, thrown.get())
                        && made.isSimplerThan(simplest);
        if (better) {
            simplest = made;
            failure = thrown.get();
        }
        return better;
    }
}
