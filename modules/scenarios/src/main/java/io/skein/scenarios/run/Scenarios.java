package io.skein.scenarios.run;

import io.skein.scenarios.cluster.ClusterScenario;
import io.skein.scenarios.node.NodeScenario;
import io.skein.scenarios.quorum.QuorumScenario;
import io.skein.scenarios.storage.StorageScenario;
import io.skein.scenarios.story.Scenario;
import java.util.List;
import java.util.Optional;

/** All scenarios there are. */
public final class Scenarios {
    private static final List<Scenario> ALL =
            List.of(
                    NodeScenario.SCENARIO,
                    StorageScenario.SCENARIO,
                    QuorumScenario.SCENARIO,
                    ClusterScenario.SCENARIO);

    private Scenarios() {}

    /** The scenario of this name. */
    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    /** What they are called. */
    public static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }
}
