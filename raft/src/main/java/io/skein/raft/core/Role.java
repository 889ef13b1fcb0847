package io.skein.raft.core;

import io.skein.foundation.Check;
import io.skein.foundation.PersistentMap;
import io.skein.raft.core.VoterSet.Voter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a member is doing. Every transition is a method of the state it leaves, so this file is the
 * whole state diagram; no other file calls these constructors.
 *
 * <pre>
 *            ┌──────────────── lost ────────────────┐
 *            ▼                                      │
 *  start ▶ Waiting ──probe──▶ PreCandidate ──campaign──▶ Candidate ──lead──▶ Leader
 *            ▲ │                                                               │
 *            │ └─follow─▶ Following (from any role but Leader)                 │
 *            └──────────────────────── stepDown ───────────────────────────────┘
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

    /** Knows no leader any more, or of a newer epoch. */
    default Waiting stepDown(long untilNanos) {
        return new Waiting(untilNanos);
    }

    /** Has learnt who leads its epoch, from that one itself or from others. */
    default Following follow(Voter leader, long nowNanos) {
        Check.that(!(this instanceof Leader), "an epoch has one leader");
        return new Following(leader, false, nowNanos, nowNanos, true, 0, Optional.empty());
    }

    /** The node is about to stop: its member takes part in nothing any more. */
    default Resigned resign() {
        return new Resigned();
    }

    /** Knows no leader; does something about it when {@code untilNanos} has come. */
    record Waiting(long untilNanos) implements Role {
        PreCandidate probe(long deadlineNanos) {
            return new PreCandidate(List.of(), List.of(), deadlineNanos);
        }
    }

    /**
     * Pulls from {@code leader}.
     *
     * @param isHeard whether the leader itself has been heard; what others say of it may be old
     * @param heardNanos when the leader was last heard, or heard of
     * @param askedNanos when it was last asked
     * @param isAsked whether an answer is due; if not, the disk is waited for
     * @param round the last that the leader has named
     */
    record Following(
            Voter leader,
            boolean isHeard,
            long heardNanos,
            long askedNanos,
            boolean isAsked,
            long round,
            Optional<Download> download)
            implements Role {
        /**
         * A snapshot on its way from the leader: all before {@code position} is stored, and what is
         * before {@code storing} on its way to the disk.
         *
         * @param total its length in bytes; 0 until that is known
         */
        public record Download(LogPoint at, long position, long storing, long total) {
            static Download of(LogPoint at) {
                return new Download(at, 0, 0, 0);
            }

            /** Whether the disk has to answer first. */
            boolean isStoring() {
                return storing > position;
            }

            Download storing(long end, long newTotal) {
                return new Download(at, position, end, newTotal);
            }

            Download stored() {
                return new Download(at, storing, storing, total);
            }
        }

        Following heard(long nowNanos) {
            return new Following(leader, true, nowNanos, askedNanos, isAsked, round, download);
        }

        Following asked(long nowNanos) {
            return new Following(leader, isHeard, heardNanos, nowNanos, true, round, download);
        }

        /** Has only let itself be heard: no answer is waited for. */
        Following beat(long nowNanos) {
            return new Following(leader, isHeard, heardNanos, nowNanos, false, round, download);
        }

        Following answered(long newRound) {
            long last = Math.max(round, newRound);
            return new Following(leader, isHeard, heardNanos, askedNanos, false, last, download);
        }

        Following downloading(Optional<Download> next) {
            return new Following(leader, isHeard, heardNanos, askedNanos, isAsked, round, next);
        }
    }

    /** Asks whether it would be elected, before it disturbs anybody. */
    record PreCandidate(List<VoterId> granted, List<VoterId> refused, long untilNanos)
            implements Role {
        public PreCandidate {
            granted = List.copyOf(granted);
            refused = List.copyOf(refused);
        }

        PreCandidate grantedBy(VoterId voter) {
            return new PreCandidate(with(granted, voter), refused, untilNanos);
        }

        PreCandidate refusedBy(VoterId voter) {
            return new PreCandidate(granted, with(refused, voter), untilNanos);
        }

        Candidate campaign(int epoch, List<VoterId> founders, long deadlineNanos) {
            return new Candidate(epoch, founders, List.of(), List.of(), deadlineNanos);
        }
    }

    /**
     * Wants to lead {@code epoch}; {@code granted} holds votes that are durable, its own included.
     * With {@code founders} the cluster does not exist yet, and all of them must grant.
     */
    record Candidate(
            int epoch,
            List<VoterId> founders,
            List<VoterId> granted,
            List<VoterId> refused,
            long untilNanos)
            implements Role {
        public Candidate {
            founders = List.copyOf(founders);
            granted = List.copyOf(granted);
            refused = List.copyOf(refused);
        }

        Candidate grantedBy(VoterId voter) {
            return new Candidate(epoch, founders, with(granted, voter), refused, untilNanos);
        }

        Candidate refusedBy(VoterId voter) {
            return new Candidate(epoch, founders, granted, with(refused, voter), untilNanos);
        }

        /** Its own vote is still on its way to the disk. */
        Candidate waiting(long deadlineNanos) {
            return new Candidate(epoch, founders, granted, refused, deadlineNanos);
        }

        Leader lead(long start, long nowNanos) {
            return new Leader(epoch, start, nowNanos, nowNanos, 0, 0, PersistentMap.empty());
        }
    }

    /**
     * Leads {@code epoch}, whose first entry, the leader change, is at {@code start}.
     *
     * @param beatNanos when it last saw to those it does not hear
     * @param round counts the times it has to hear from a majority anew
     * @param toldRound the last of them that anybody was told
     */
    record Leader(
            int epoch,
            long start,
            long beganNanos,
            long beatNanos,
            long round,
            long toldRound,
            PersistentMap<VoterId, Progress> others)
            implements Role {
        Leader with(Progress progress) {
            return with(others.put(progress.member().id(), progress));
        }

        Leader without(VoterId member) {
            return with(others.remove(member));
        }

        private Leader with(PersistentMap<VoterId, Progress> next) {
            return new Leader(epoch, start, beganNanos, beatNanos, round, toldRound, next);
        }

        Leader beat(long nowNanos) {
            return new Leader(epoch, start, beganNanos, nowNanos, round, toldRound, others);
        }

        /** Answers that leave from now on name a round that was named to nobody before. */
        Leader freshRound() {
            long next = toldRound + 1;
            return new Leader(epoch, start, beganNanos, beatNanos, next, toldRound, others);
        }

        Leader told() {
            return new Leader(epoch, start, beganNanos, beatNanos, round, round, others);
        }
    }

    /** Has given up for good; only a new start takes part again. */
    record Resigned() implements Role {}

    private static List<VoterId> with(List<VoterId> voters, VoterId voter) {
        if (voters.contains(voter)) return voters;
        List<VoterId> more = new ArrayList<>(voters);
        more.add(voter);
        return more;
    }
}
