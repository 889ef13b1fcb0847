package io.skein.server.settings;

/**
 * How often a node looks through its logs, and what is old there.
 *
 * @param retentionNanos for old segments
 * @param compactionNanos for what is worth compacting
 * @param producerMillis how long an idempotent producer is silent until it is forgotten
 */
public record Rhythm(long retentionNanos, long compactionNanos, long producerMillis) {}
