package io.skein.server.settings;

/**
 * How the cluster keeps its partitions spread over the brokers.
 *
 * @param rack where this node stands; empty if nothing is said
 * @param restoresLeaders whether preferred leaders get the lead back by themselves
 * @param leaderCheckNanos how often it is looked for some that should
 * @param movesPerNodeMax how many partitions a node copies at a time to hold them from then on, and
 *     how many are copied from it
 */
public record LayoutSettings(
        String rack, boolean restoresLeaders, long leaderCheckNanos, int movesPerNodeMax) {
    /** For who says nothing else. */
    public static final LayoutSettings USUAL = new LayoutSettings("", true, 300_000_000_000L, 5);
}
