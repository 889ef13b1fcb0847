package io.skein.storage;

/** Whether a change to a data directory was made, durably. */
public sealed interface Outcome {
    record Done() implements Outcome {}

    /** The disk is full; nothing was changed. */
    record NoRoom() implements Outcome {}

    /** The directory has failed; the change may or may not be there. */
    record Offline(String cause) implements Outcome {}
}
