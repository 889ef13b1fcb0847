package io.skein.scenarios.history.ops;

/** What is certain of an operation once it is over. */
public enum Outcome {
    /** It was done, and what was promised with it holds. */
    OK,
    /** It certainly was not done, and never will be. */
    FAIL,
    /** It may be done, now or later or never: everything that is neither of the others. */
    INFO
}
