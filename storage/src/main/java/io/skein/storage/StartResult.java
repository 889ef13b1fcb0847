package io.skein.storage;

/** What became of an order to let go of all records before an offset. */
public sealed interface StartResult {
    /**
     * They are out of reach for good.
     *
     * @param start first offset kept; later than asked for if it was so already
     */
    record Done(long start) implements StartResult {}

    /**
     * Not all of that is agreed on and durable, so it may yet change. Nothing was done.
     *
     * @param limit the last offset that could be asked for
     */
    record Beyond(long limit) implements StartResult {}

    /** The disk has no room for what must be written down first. Nothing was done. */
    record NoRoom() implements StartResult {}

    /** The log is being cut; try again soon. */
    record Overloaded() implements StartResult {}

    /** The log is closed. Or the directory has failed: the next start finds it done or not. */
    record Offline(String cause) implements StartResult {}
}
