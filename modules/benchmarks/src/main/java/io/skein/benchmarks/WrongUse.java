package io.skein.benchmarks;

/** The command line cannot be understood; the message is for people. */
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
        super(message);
    }
}
