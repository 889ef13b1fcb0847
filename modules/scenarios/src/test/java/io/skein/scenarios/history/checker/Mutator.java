package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.History;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to spoil a history.
 *
 * @param what for people
 * @param shows what must be found afterwards, whatever else is
 * @param spoil empty if this history has nothing to spoil in this way: then nothing is proven
 */
record Mutator(String what, Anomaly shows, Function<Change, Optional<History>> spoil) {}
