package io.skein.scenarios.story;

import io.skein.scenarios.history.Chronicle;
import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.TopicBook;
import io.skein.simulation.World;

/** What all actors of one run share. Owned by the world. */
public final class Stage {
    private final World world;
    private final Ledger ledger;
    private final TopicBook topics = new TopicBook();
    private final Situations situations = new Situations();
    private final Deeds deeds;
    private boolean quiet;

    /** Nothing has happened yet; {@code deeds} says what of it is to be left out. */
    public Stage(World world, Deeds deeds) {
        this.world = world;
        this.ledger = new Ledger(new Chronicle(world::nowNanos));
        this.deeds = deeds;
    }

    public Deeds deeds() {
        return deeds;
    }

    public World world() {
        return world;
    }

    public Ledger ledger() {
        return ledger;
    }

    public TopicBook topics() {
        return topics;
    }

    /** From now on nobody begins anything new. */
    public void becomeQuiet() {
        quiet = true;
    }

    public boolean isQuiet() {
        return quiet;
    }

    public void reached(String situation) {
        situations.reached(situation);
    }

    public Situations situations() {
        return situations;
    }
}
