package io.skein.storage;

/**
 * Whether a data directory can take appends. The committer says so; logs look before they append.
 */
sealed interface Health {
    Health GOOD = new Good();

    record Good() implements Health {}

    /** No room; the committer looks now and then whether there is some again. */
    record Full(String cause) implements Health {}

    /** A write or sync failed, or the directory was closed. For good. */
    record Offline(String cause) implements Health {}
}
