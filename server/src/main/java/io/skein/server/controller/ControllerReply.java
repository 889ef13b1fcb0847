package io.skein.server.controller;

import io.skein.server.door.AdminReply;

/** What the active controller answers once it is committed. */
public sealed interface ControllerReply {
    /** What the node told is known. */
    record Noted() implements ControllerReply {}

    /**
     * The node is heard, whatever is committed.
     *
     * @param epoch of the leadership that hears it; what was told to an earlier one has to be told
     *     again
     */
    record Heard(int epoch) implements ControllerReply {}

    /** The change was made. */
    record Changed(AdminReply reply) implements ControllerReply {}
}
