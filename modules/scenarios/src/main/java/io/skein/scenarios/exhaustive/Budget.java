package io.skein.scenarios.exhaustive;

/**
 * How much more may happen on a path.
 *
 * @param patience how often a node waits no longer
 * @param beats how often one says again what may have been lost
 * @param proposals how many entries are proposed
 * @param changes how often somebody asks for other voters
 * @param crashes how often a process dies
 * @param doubles how many messages arrive twice
 */
public record Budget(
        int patience, int beats, int proposals, int changes, int crashes, int doubles) {
    /** Nothing happens but what messages bring about. */
    public static final Budget NONE = new Budget(0, 0, 0, 0, 0, 0);

    private static final int BITS = 4;
    private static final int MASK = (1 << BITS) - 1;

    /** As one number, and back. */
    int packed() {
        int packed = patience;
        packed = (packed << BITS) | beats;
        packed = (packed << BITS) | proposals;
        packed = (packed << BITS) | changes;
        packed = (packed << BITS) | crashes;
        return (packed << BITS) | doubles;
    }

    static Budget unpacked(int packed) {
        return new Budget(
                (packed >> (5 * BITS)) & MASK,
                (packed >> (4 * BITS)) & MASK,
                (packed >> (3 * BITS)) & MASK,
                (packed >> (2 * BITS)) & MASK,
                (packed >> BITS) & MASK,
                packed & MASK);
    }

    /** What is left of it, packed, after that step. */
    static int after(Step step, int packed) {
        return switch (step) {
            case Step.Heard _, Step.Confirmed _ -> packed;
            case Step.PatienceEnded _ -> packed - (1 << (5 * BITS));
            case Step.Beaten _ -> packed - (1 << (4 * BITS));
            case Step.Proposed _ -> packed - (1 << (3 * BITS));
            case Step.VotersAsked _ -> packed - (1 << (2 * BITS));
            case Step.Crashed _ -> packed - (1 << BITS);
            case Step.HeardDouble _ -> packed - 1;
        };
    }
}
