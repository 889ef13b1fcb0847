package io.skein.scenarios.history.ops;

/** A time in which a majority was healthy and could reach each other, by the log of the faults. */
public record Calm(long fromNanos, long beforeNanos) {}
