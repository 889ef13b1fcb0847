package io.skein.scenarios.history.ops;

/**
 * A member of a consumer group, as of one epoch of it.
 *
 * @param epoch {@link #ADMIN} for who sets offsets from outside, which no epoch fences
 */
public record Member(String group, int process, int epoch) {
    /** The epoch of nobody's: of who resets a group's offsets. */
    public static final int ADMIN = -1;

    public boolean isAdmin() {
        return epoch == ADMIN;
    }
}
