package io.skein.server.controller.plan;

import io.skein.server.metadata.TopicImage;

/** What a topic asks of who leads it, by its settings. */
@FunctionalInterface
public interface TopicRules {
    /** How many replicas in sync it takes to agree on a record. */
    int minInSync(TopicImage topic);
}
