package io.skein.simulation;

/** What becomes of a message, as a {@link Filter} has it. */
public sealed interface Treatment {
    /** Whatever the weather makes of it. */
    record Usual() implements Treatment {}

    /** It takes so much longer, and so do those behind it on its connection. */
    record Late(long nanos) implements Treatment {}

    /** It never arrives: its connection breaks, or it alone is lost where messages are single. */
    record Dropped() implements Treatment {}
}
