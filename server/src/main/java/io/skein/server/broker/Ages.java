package io.skein.server.broker;

/**
 * When things are old.
 *
 * @param checkNanos how often partitions are looked through for what is
 * @param producerMillis how long an idempotent producer is silent until it is forgotten
 */
public record Ages(long checkNanos, long producerMillis) {}
