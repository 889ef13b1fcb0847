package io.skein.simulation;

/** Treats messages of some kind otherwise than the others; see {@link SimNet#filter}. */
@FunctionalInterface
public interface Filter<M> {
    Treatment treat(Route route, M message);
}
