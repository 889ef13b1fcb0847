package io.skein.server.boot;

import io.skein.storage.RoomNews;

/** What a node tells whoever started it. Each on a lane of the node; short and never blocking. */
public interface NodeNews {
    /** The node serves: everything is recovered, registered and led. Once. */
    void onStarted();

    /** What the node waits for before it can open its partitions; told again when that changes. */
    void onWaiting(String sentence);

    /**
     * Which controller is active has changed, as far as this node knows. Never told where this node
     * is the only controller.
     */
    default void onActive(String sentence) {}

    /** The node cannot start; {@code sentence} says why and what to do. Nothing was changed. */
    void onRefused(String sentence);

    /** Something is wrong that a person should know of; the node goes on. */
    void onTrouble(String sentence);

    /** A disk has too little room for producers, or enough again. */
    void onRoom(RoomNews changed);

    /** How far the recovery of a log has come. */
    void onRecovering(String log, long bytesDone, long bytesTotal);
}
