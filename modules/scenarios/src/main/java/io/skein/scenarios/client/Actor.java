package io.skein.scenarios.client;

/** A client with a habit. All but {@link #isIdle} happens on its own lane. */
public interface Actor {
    void start();

    /** True when nothing that it asked for is without an outcome. */
    boolean isIdle();
}
