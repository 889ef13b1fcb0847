package io.skein.scenarios.quorum;

/**
 * What may go wrong with a member's disk now without taking from a quorum what no quorum can do
 * without. Until the faults are over; while a change of voters may be under way nobody can tell.
 * Owned by the world.
 */
final class Leave {
    private final Stage stage;
    private final Losses losses;
    private final Council council;
    private boolean isOver;

    Leave(Stage stage, Losses losses, Council council) {
        this.stage = stage;
        this.losses = losses;
        this.council = council;
    }

    /** Nothing may go wrong any more. */
    void end() {
        isOver = true;
    }

    boolean isOver() {
        return isOver;
    }

    /** Whether the disk may lose what it holds. */
    boolean mayLose(Site site) {
        return isKnown() && losses.mayLose(site);
    }

    /** Whether the disk may acknowledge and forget: a voter whose disk does so breaks promises. */
    boolean mayLie(Site site) {
        return isKnown() && stage.ghost.promises().areKept(site) && losses.onlyObserves(site);
    }

    private boolean isKnown() {
        return !isOver && !council.isUnderWay();
    }
}
