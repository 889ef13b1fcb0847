package io.skein.server.settings;

/**
 * How often a node looks through its logs, and what is old or late there.
 *
 * @param retentionNanos for old segments
 * @param compactionNanos for what is worth compacting
 * @param producerMillis how long an idempotent producer is silent until it is forgotten
 * @param lagNanos how long a replica in sync may be behind
 */
public record Rhythm(
        long retentionNanos, long compactionNanos, long producerMillis, long lagNanos) {}
