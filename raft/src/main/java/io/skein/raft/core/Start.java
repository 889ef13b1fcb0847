package io.skein.raft.core;

/** The time at which a member starts, and the seed of its chance. */
public record Start(long nowNanos, long seed) {}
