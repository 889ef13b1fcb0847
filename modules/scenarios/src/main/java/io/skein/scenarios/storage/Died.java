package io.skein.scenarios.storage;

/** The machine is dead or its directory has failed, and with it whatever was asked of it. */
final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
