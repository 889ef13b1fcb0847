package io.skein.scenarios.history.checker;

/** How a run was set up, as far as it decides what its history may show. */
public record Options(Producers producers, Losses losses, Bounds bounds, Topics topics) {
    /** Longer than any run. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;

    /** Nothing is allowed but what a sound cluster shows, and every wait has a bound. */
    public static final Options STRICT =
            new Options(
                    new Producers(true, false, true),
                    new Losses(false, false, 0, 0),
                    new Bounds(0, 0, 30 * SECOND, 60 * SECOND, 30 * SECOND),
                    new Topics(false, false, FOREVER));

    /**
     * How producers send.
     *
     * @param idempotent whether the broker knows a batch again
     * @param retrying whether a batch of unknown outcome may be sent again under the same value
     * @param ordered whether one producer's records keep their order
     */
    public record Producers(boolean idempotent, boolean retrying, boolean ordered) {}

    /**
     * What may destroy acknowledged records.
     *
     * @param uncleanElections whether a replica out of sync may lead
     * @param asyncFlush whether a record is acknowledged before it is on disk
     * @param cutsTogether how many replicas lost their power at one time
     * @param cutsTolerated how many may, with {@code asyncFlush}, and nothing is lost
     */
    public record Losses(
            boolean uncleanElections, boolean asyncFlush, int cutsTogether, int cutsTolerated) {
        boolean areAllowed() {
            return uncleanElections || (asyncFlush && cutsTogether > cutsTolerated);
        }
    }

    /**
     * How long things may take.
     *
     * @param freshnessNanos how far behind acknowledged records a read may be
     * @param sessionNanos how long two members may both think that they own a partition
     * @param unseenNanos how long an acknowledged record may wait for a consumer
     * @param answerNanos how long an operation may take
     * @param stallNanos how long nothing may be stored while a majority is healthy
     */
    public record Bounds(
            long freshnessNanos,
            long sessionNanos,
            long unseenNanos,
            long answerNanos,
            long stallNanos) {}

    /**
     * How topics and their consumers are set up.
     *
     * @param compacted whether records may be cleaned away one by one
     * @param rebalances whether consumers may be given partitions without it being recorded
     * @param retentionNanos how long records stay at least; 0 if size limits them too
     */
    public record Topics(boolean compacted, boolean rebalances, long retentionNanos) {}

    public Options with(Producers changed) {
        return new Options(changed, losses, bounds, topics);
    }

    public Options with(Losses changed) {
        return new Options(producers, changed, bounds, topics);
    }

    public Options with(Bounds changed) {
        return new Options(producers, losses, changed, topics);
    }

    public Options with(Topics changed) {
        return new Options(producers, losses, bounds, changed);
    }
}
