package io.skein.scenarios.story;

import java.util.List;

/** A world, what happens in it, and what must hold there. Holds no state between runs. */
public interface Scenario {
    /** What it is called on the command line. */
    String name();

    /** Situations that some run in a large batch must reach; else the scenario has gone blind. */
    List<String> situations();

    /** Runs once; the same wish gives the same verdict, in every process. */
    Verdict run(Wish wish);
}
