package io.skein.server.controller.plan;

import io.skein.server.metadata.TopicImage;

/** What a topic asks of who leads it, by its settings. */
@FunctionalInterface
public interface TopicRules {
    /** How many replicas in sync it takes to agree on a record. */
    int minInSync(TopicImage topic);

    /**
     * Whether a replica may lead that lacks what was agreed, rather than nobody: the setting {@code
     * unclean.leader.election.enable}.
     */
    default boolean mayLose(TopicImage topic) {
        return false;
    }
}
