package io.skein.storage;

import io.skein.storage.compact.Need;
import io.skein.storage.compact.Turns;

/** Who may compact in a data directory: one log at a time. Owned by the read lane. */
final class Compactions {
    private final Turns<Runnable> turns = new Turns<>();

    /** Runs {@code start} on the read lane when its turn begins; {@link #done} must follow. */
    void ask(Need need, Runnable start) {
        turns.ask(start, need).ifPresent(Runnable::run);
    }

    void done() {
        turns.done().ifPresent(Runnable::run);
    }
}
