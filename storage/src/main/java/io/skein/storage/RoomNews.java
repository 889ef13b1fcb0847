package io.skein.storage;

/** What a data directory tells of the room on its disk. */
public sealed interface RoomNews {
    /** Appends are refused from now on; {@code sentence} says why, and until when. */
    record Full(String sentence) implements RoomNews {}

    /** There is room again, and appends are taken. */
    record Back(String sentence) implements RoomNews {}

    /** What was put by for a full disk is in use: the next full disk would hurt. */
    record SpareGone(String sentence) implements RoomNews {}

    /** It has been put by. */
    record SpareBack(String sentence) implements RoomNews {}
}
