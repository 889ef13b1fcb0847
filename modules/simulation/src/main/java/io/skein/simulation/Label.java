package io.skein.simulation;

/** What an event is called in traces, with the hash of it worked out once. */
record Label(String text, long hash) {
    Label(String text) {
        this(text, Rng.hash(text));
    }
}
