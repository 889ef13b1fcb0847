package io.skein.scenarios.history.ops;

/** What an answer says of the operation: its outcome, and the error, which is empty if it is ok. */
public record Answer(Outcome outcome, String error) {
    /** It was done. */
    public static final Answer OK = new Answer(Outcome.OK, "");
}
