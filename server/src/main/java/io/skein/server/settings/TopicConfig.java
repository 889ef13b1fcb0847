package io.skein.server.settings;

/**
 * The settings of one topic as they are in force: its own where it has them, the node's defaults
 * elsewhere.
 *
 * @param maxMessageBytes largest batch it takes
 * @param appendTime whether records bear the time of their append instead of the client's
 * @param segmentBytes where segments are closed
 * @param minInSyncReplicas how many replicas it takes to agree on a record
 */
public record TopicConfig(
        int maxMessageBytes, boolean appendTime, int segmentBytes, int minInSyncReplicas) {}
