package io.skein.scenarios.storage;

import io.skein.scenarios.story.Situations;
import io.skein.simulation.World;

/**
 * What all parts of a run share. Owned by the world.
 *
 * @param situations what was reached
 */
record Scene(World world, Plan plan, Situations situations) {
    void reached(String situation) {
        situations.reached(situation);
    }

    void reachedIf(boolean isReached, String situation) {
        if (isReached) situations.reached(situation);
    }

    void tell(String what) {
        world.trace(what);
    }
}
