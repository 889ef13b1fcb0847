package io.skein.raft.core;

import java.util.Optional;

/**
 * What a member finds on its disk when it starts: all of it durable, none of it known committed but
 * what a snapshot covers.
 */
public record Remembered(Ballot ballot, LogView log, Members members) {
    /** Of a disk that was never used. */
    public static final Remembered NOTHING =
            new Remembered(Ballot.NONE, LogView.EMPTY, Members.NONE);

    /**
     * Says what is wrong if the two cannot belong together. A ballot is saved before its epoch's
     * first entry, so an entry of a later epoch means that the ballot was lost or is an old copy;
     * then a vote may be forgotten, and whoever starts the node refuses.
     */
    public Optional<String> damage() {
        if (ballot.epoch() >= log.end().epoch()) return Optional.empty();
        return Optional.of(
                "the log holds entries of epoch "
                        + log.end().epoch()
                        + " but the ballot knows only epoch "
                        + ballot.epoch());
    }
}
