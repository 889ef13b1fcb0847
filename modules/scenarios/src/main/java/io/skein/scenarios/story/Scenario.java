package io.skein.scenarios.story;

import io.skein.scenarios.history.Violation;
import io.skein.simulation.World;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What happens in a world, and what must hold there. Holds no state between runs.
 *
 * @param name what it is called on the command line
 * @param situations what some run in a large batch must reach; else the scenario has gone blind
 * @param made one run, in a world of its own
 */
public record Scenario(String name, List<String> situations, BiFunction<World, Wish, Play> made) {
    public Scenario {
        situations = List.copyOf(situations);
    }

    /** One run. */
    public interface Play {
        /** Lets it happen. */
        void play();

        /** What came of it. */
        Verdict verdict(Optional<Verdict.Fall> fall);
    }

    /** Runs once; the same wish gives the same verdict, in every process. */
    public Verdict run(Wish wish) {
        World world = new World(wish.seed());
        wish.trace().ifPresent(world::showTrace);
        Play play = made.apply(world, wish);
        return play.verdict(during(world, play));
    }

    private static Optional<Verdict.Fall> during(World world, Play play) {
        try {
            play.play();
            return Optional.empty();
        } catch (AssertionError | Violation broken) {
            return Optional.of(Falls.of(broken, world.report()));
        }
    }
}
