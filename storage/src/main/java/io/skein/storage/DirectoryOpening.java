package io.skein.storage;

/** How the opening of a data directory ended. */
public sealed interface DirectoryOpening {
    /** It is ours, and locked. */
    record Opened(DataDirectory directory) implements DirectoryOpening {}

    /** Nothing in it was changed. */
    record Refused(DirectoryRefusal why) implements DirectoryOpening {}
}
