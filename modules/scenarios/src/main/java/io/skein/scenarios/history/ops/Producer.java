package io.skein.scenarios.history.ops;

/** A producer as the brokers know it: a higher epoch of the same id fences the lower ones. */
public record Producer(long id, int epoch) {}
