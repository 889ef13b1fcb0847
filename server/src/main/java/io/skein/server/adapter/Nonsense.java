package io.skein.server.adapter;

/** Bytes passed for something of the quorum's and are not; caught by whoever got them. */
final class Nonsense extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    Nonsense(String why) {
        super(why);
        this.why = why;
    }

    /** For people. */
    String why() {
        return why;
    }
}
