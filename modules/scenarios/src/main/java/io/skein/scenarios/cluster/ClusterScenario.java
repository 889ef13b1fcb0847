package io.skein.scenarios.cluster;

import io.skein.scenarios.story.Scenario;
import java.util.List;

/**
 * Up to six nodes, up to five of which vote, that replicate topics to each other, on disks and a
 * network that fail, with clients of every kind. See {@link Run} for the order of events.
 */
public final class ClusterScenario {
    private static final List<String> SITUATIONS =
            List.of(
                    "KILL during start",
                    "KILL while serving",
                    "POWER_CUT during start",
                    "POWER_CUT while serving",
                    "fault ALL_KILLED",
                    "fault BLACKOUT",
                    "fault LEADER_CUT_OFF",
                    "fault HEIRS_POWER_CUT",
                    "an heir lost power behind its leader",
                    "fault PARTITION",
                    "fault FLAP",
                    "fault SWIZZLE",
                    "fault PAUSE",
                    "orderly stop",
                    "a full disk told",
                    "room again told",
                    "disk error met",
                    "node halted itself",
                    "another leader",
                    "nobody leads a partition",
                    "nobody in sync",
                    "one alone in sync",
                    "eligible leaders",
                    "eligible leader leads",
                    "follower agrees",
                    "follower diverges",
                    "follower begins anew",
                    "turned: NOT_LEADER",
                    "what was not agreed was replaced",
                    "said by who leads no more",
                    "told by who leads no more",
                    "copies compared",
                    "an order refused",
                    "an order is carried out at once",
                    "an order of unknown outcome",
                    "a move waits",
                    "a move is done",
                    "a move is given up",
                    "another order for what is moved",
                    "a leader is moved away",
                    "a plan was carried out",
                    "a preferred leader was elected",
                    "partitions added",
                    "accepted without a promise",
                    "unknown outcome",
                    "unknown outcome, said by the node",
                    "topic deleted",
                    "topic recreated",
                    "creation of unknown outcome",
                    "deletion of unknown outcome",
                    "reader caught up",
                    "messages read",
                    "published",
                    "publish of unknown outcome",
                    "stored by the library",
                    "unknown to the library",
                    "read by the library");

    /** The scenario. */
    public static final Scenario SCENARIO = new Scenario("cluster", SITUATIONS, Run::new);

    private ClusterScenario() {}
}
