package io.skein.server.door;

import io.skein.server.door.Refusal.Why;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Appends of one sender to one partition that must keep their order. They all go one way, and after
 * one of them is refused for now, all behind it are refused too: else the sender, trying again,
 * would put it behind those. A sender begins another run once nothing of the last one is
 * unanswered. Any thread, but for the way, which is the business of the partition's lane.
 */
public final class AppendRun {
    private static final long RETRY_MILLIS = 100;

    private volatile boolean broken;
    private Optional<Way> way = Optional.empty();

    /** Where the appends of a run go. Two ways are the same only if they are one object. */
    public interface Way {
        /** Into a log of this node. */
        Way HERE = new Way() {};
    }

    /** Whether one was refused: then the next is, too. */
    public boolean isBroken() {
        return broken;
    }

    /** One was refused, but might be taken later. */
    public void breakOff() {
        broken = true;
    }

    /** Passes answers to the run's appends on; one that breaks it has done so by then. */
    public <R> Consumer<Answer<R>> listening(Consumer<Answer<R>> then) {
        return answer -> {
            if (isBreaking(answer)) breakOff();
            then.accept(answer);
        };
    }

    /** Whether the append was refused, but might be taken later. */
    public static boolean isBreaking(Answer<?> answer) {
        return answer instanceof Answer.Refused<?>(Refusal why) && why.retryAfterMillis() > 0;
    }

    /** How an append is refused that may not follow those before it. */
    public static Refusal behind() {
        return Refusal.later(
                Why.OVERLOADED,
                "a batch before this one was refused, or went another way; send it again, in order",
                RETRY_MILLIS);
    }

    /** The way of the run; whoever asks first chooses it. */
    public Way way(Supplier<Way> first) {
        if (way.isEmpty()) way = Optional.of(first.get());
        return way.get();
    }
}
