package io.skein.scenarios.cluster;

import io.skein.scenarios.story.Scenario;
import java.util.List;

/**
 * Up to six nodes, up to five of which vote, that replicate topics to each other, on disks and a
 * network that fail, with clients of every kind. See {@link Run} for the order of events.
 */
public final class ClusterScenario {
    private static final List<String> SITUATIONS = List.of();

    /** The scenario. */
    public static final Scenario SCENARIO = new Scenario("cluster", SITUATIONS, Run::new);

    private ClusterScenario() {}
}
