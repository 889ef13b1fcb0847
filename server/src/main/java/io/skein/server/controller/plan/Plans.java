package io.skein.server.controller.plan;

/** The plans that rest on what nodes have told one leadership. */
public record Plans(NodePlans nodes, StoppingPlans stopping, RestartPlans restarts) {
    /** By what topics are set to, and which logs nodes have open. */
    public static Plans of(TopicRules topics, NodePlans.OpenLogs open) {
        return new Plans(
                new NodePlans(topics, open),
                new StoppingPlans(topics, open),
                new RestartPlans(topics, open));
    }
}
