package io.skein.scenarios.node;

import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.TopicBook;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Situations;
import io.skein.simulation.World;

/** What all actors of one run share. Owned by the world. */
final class Stage {
    private final World world;
    private final Ledger ledger = new Ledger();
    private final TopicBook topics = new TopicBook();
    private final Situations situations = new Situations();
    private final Deeds deeds;
    private boolean quiet;

    Stage(World world, Deeds deeds) {
        this.world = world;
        this.deeds = deeds;
    }

    Deeds deeds() {
        return deeds;
    }

    World world() {
        return world;
    }

    Ledger ledger() {
        return ledger;
    }

    TopicBook topics() {
        return topics;
    }

    /** From now on nobody begins anything new. */
    void becomeQuiet() {
        quiet = true;
    }

    boolean isQuiet() {
        return quiet;
    }

    void reached(String situation) {
        situations.reached(situation);
    }

    Situations situations() {
        return situations;
    }
}
