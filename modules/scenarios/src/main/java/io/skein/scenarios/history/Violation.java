package io.skein.scenarios.history;

/** A promise that was not kept: ends the run. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /**
     * @param invariant the name under which it is listed, as in "lost-write"
     * @param story what was promised, and what was found
     */
    public Violation(String invariant, String story) {
        super(invariant + ": " + story);
        this.invariant = invariant;
    }

    public String invariant() {
        return invariant;
    }
}
