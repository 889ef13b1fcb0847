package io.skein.scenarios.crashes;

/** The machine is dead, and with it whatever was asked of it. */
final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
