package io.skein.scenarios.history;

/** Where a log stands between not being and being no more. */
public enum Fate {
    /** It was asked for; the answer has not come. */
    BEING_MADE,
    THERE,
    /** Its end was asked for; the answer has not come. */
    BEING_DELETED,
    GONE
}
