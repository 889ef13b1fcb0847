package io.skein.storage;

import io.skein.foundation.Check;
import java.util.function.Consumer;

/**
 * The logs of one data directory that one lane owns; all its methods, and those of its logs, are
 * that lane's, and all answers come there. What the logs append in a turn goes to the committer
 * together at the end of the turn.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Shelf {
    private Shelf() {}

    /**
     * Opens a log, recovering it first where the last stop was not orderly. Any number may be asked
     * for at once; they are opened a few at a time.
     */
    public void open(LogOrder order, Progress progress, Consumer<LogOpening> then) {
        throw Check.unreachable("not built yet");
    }

    /** Removes a log that is not open, with all it holds; done if there is none. */
    public void delete(LogName name, Consumer<Outcome> then) {
        throw Check.unreachable("not built yet");
    }
}
