package io.skein.raft.core;

import io.skein.raft.core.VoterSet.Voter;
import java.util.Optional;

/**
 * How a member stands. Of its log, everything up to {@code log.end} is written, up to {@code
 * log.durable} on its disk, and before {@code committedBefore} agreed as far as it knows.
 *
 * @param leader whom it follows, or itself
 */
public record Standing(
        Role role,
        Ballot ballot,
        LogView log,
        long committedBefore,
        Members members,
        Optional<Voter> leader) {}
