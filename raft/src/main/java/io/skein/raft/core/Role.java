package io.skein.raft.core;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * What a member is doing. Every transition is a method of the state it leaves, so this file is the
 * whole state diagram; no other file calls these constructors.
 *
 * <pre>
 *  start ──▶ Waiting ──campaign──▶ Candidate ──lead──▶ Leader
 *               ▲                                        │
 *               └───────────────stepDown─────────────────┘
 *  any role ──resign──▶ Resigned
 * </pre>
 */
public sealed interface Role {
    /**
     * A restarted leader too starts here: it never goes on in an epoch it won in an earlier life.
     */
    static Waiting start(long untilNanos) {
        return new Waiting(untilNanos);
    }

    /** The node is about to stop: its member takes part in nothing any more. */
    default Resigned resign() {
        return new Resigned();
    }

    /** Knows no leader, and campaigns when {@code untilNanos} has come. */
    record Waiting(long untilNanos) implements Role {
        Candidate campaign(int epoch) {
            return new Candidate(epoch, List.of());
        }
    }

    /**
     * Wants to lead {@code epoch}; {@code granted} holds votes that are durable, its own included.
     */
    record Candidate(int epoch, List<VoterId> granted) implements Role {
        public Candidate {
            granted = List.copyOf(granted);
        }

        Candidate grantedBy(VoterId voter) {
            Check.that(!granted.contains(voter), "a voter grants once");
            List<VoterId> more = new ArrayList<>(granted);
            more.add(voter);
            return new Candidate(epoch, more);
        }

        Leader lead(long start) {
            return new Leader(epoch, start);
        }
    }

    /** Leads {@code epoch}, whose first entry, the leader change, is at {@code start}. */
    record Leader(int epoch, long start) implements Role {
        Waiting stepDown(long untilNanos) {
            return new Waiting(untilNanos);
        }
    }

    /** Has given up for good; only a new start takes part again. */
    record Resigned() implements Role {}
}
