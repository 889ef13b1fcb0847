package io.skein.scenarios.node;

/** A client with a habit. All but {@link #isIdle} happens on its own lane. */
interface Actor {
    void start();

    /** True when nothing that it asked for is without an outcome. */
    boolean isIdle();
}
