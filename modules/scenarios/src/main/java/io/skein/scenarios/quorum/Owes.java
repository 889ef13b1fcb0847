package io.skein.scenarios.quorum;

/** What a disk has been asked for in this life of a member, and has not answered. */
final class Owes {
    boolean ballot;
    boolean cut;
    boolean snapshot;
    boolean install;
    int appends;
    private Runnable ambush = () -> {};
    private long asked;
    private long answered;

    /** How many answers there were, and whether one was missing. */
    record Count(long answered, boolean isOwing) {}

    Count count() {
        return new Count(answered, asked > answered);
    }

    /** Whether it owed something then, and has not answered anything since. */
    boolean isStuckSince(Count before) {
        return before.isOwing() && before.answered() == answered;
    }

    /** Has this happen when the log is next cut, or a snapshot saved or put in place. */
    void ambush(Runnable then) {
        ambush = then;
    }

    void askedForMuch() {
        Runnable waiting = ambush;
        ambush = () -> {};
        waiting.run();
        asked();
    }

    void asked() {
        asked++;
    }

    void answered() {
        answered++;
    }
}
