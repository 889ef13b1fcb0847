package io.skein.scenarios.node;

import io.skein.scenarios.story.Scenario;
import java.util.List;

/**
 * One node and a few clients, on disks and a network that fail: kills and power cuts at every kind
 * of moment, and in the end every promise is looked after. See {@link Run} for the order of events.
 */
public final class NodeScenario {
    private static final List<String> SITUATIONS =
            List.of(
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

    /** The scenario. */
    public static final Scenario SCENARIO = new Scenario("node", SITUATIONS, Run::new);

    private NodeScenario() {}
}
