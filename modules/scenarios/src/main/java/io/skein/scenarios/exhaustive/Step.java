package io.skein.scenarios.exhaustive;

import io.skein.raft.core.VoterChange;
import io.skein.scenarios.cores.Wording;

/**
 * What may happen next, always at one node. Time is not counted: whatever a clock may bring about
 * is a step that may be taken at any time.
 */
sealed interface Step {
    int node();

    /** As a reader sees it. */
    String text();

    /** A message arrives. */
    record Heard(Parcel parcel) implements Step {
        @Override
        public int node() {
            return parcel.to();
        }

        @Override
        public String text() {
            return arrives(parcel);
        }
    }

    /** The same, and it is going to arrive once more. */
    record HeardDouble(Parcel parcel) implements Step {
        @Override
        public int node() {
            return parcel.to();
        }

        @Override
        public String text() {
            return arrives(parcel) + ", not for the last time";
        }
    }

    /** The disk confirms its oldest write, or the oldest ballot, which is a file of its own. */
    record Confirmed(int node, boolean isBallot) implements Step {
        @Override
        public String text() {
            return Wording.name(node) + " disk confirms" + (isBallot ? " the ballot first" : "");
        }
    }

    /**
     * It has waited long enough: for its leader, its followers, or its votes. A follower whose
     * connection to the leader closes does the same.
     */
    record PatienceEnded(int node) implements Step {
        @Override
        public String text() {
            return Wording.name(node) + " waits no longer";
        }
    }

    /** It says again what may have been lost. */
    record Beaten(int node) implements Step {
        @Override
        public String text() {
            return Wording.name(node) + " says it again";
        }
    }

    /** The process dies with all that its disk has not confirmed, and is started again. */
    record Crashed(int node) implements Step {
        @Override
        public String text() {
            return Wording.name(node) + " dies and is started again";
        }
    }

    /** Somebody proposes an entry, numbered by {@code ticket}. */
    record Proposed(int node, long ticket) implements Step {
        @Override
        public String text() {
            return Wording.name(node) + " is proposed #" + ticket;
        }
    }

    /** Somebody wants other voters. */
    record VotersAsked(int node, long ticket, VoterChange change) implements Step {
        @Override
        public String text() {
            return Wording.name(node) + " is to " + Wording.change(change) + ", #" + ticket;
        }
    }

    private static String arrives(Parcel parcel) {
        return Wording.name(parcel.to())
                + " ← "
                + Wording.name(parcel.from())
                + " "
                + Wording.message(parcel.message());
    }
}
