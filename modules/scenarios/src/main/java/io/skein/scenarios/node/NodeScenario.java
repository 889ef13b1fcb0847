package io.skein.scenarios.node;

import io.skein.scenarios.story.Falls;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.util.List;

/**
 * One node and a few clients, on disks and a network that fail: kills and power cuts at every kind
 * of moment, and in the end every promise is looked after. See {@link Run} for the order of events.
 */
public final class NodeScenario implements Scenario {
    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<String> situations() {
        return List.of(
                "POWER_CUT during start",
                "KILL during start",
                "POWER_CUT while serving",
                "KILL while serving",
                "orderly stop",
                "power cut after an orderly stop",
                "crash point set for the start",
                "space again",
                "a full disk told",
                "room again told",
                "spare given up",
                "spare put by",
                "unknown outcome",
                "topic deleted",
                "topic recreated",
                "creation of unknown outcome",
                "deletion of unknown outcome",
                "accepted without a promise",
                "reader caught up",
                "messages read",
                "published",
                "stored by the library",
                "unknown to the library",
                "read by the library",
                "several segments");
    }

    @Override
    public Verdict run(Wish wish) {
        return Falls.verdict(wish, world -> new Run(world, wish));
    }
}
