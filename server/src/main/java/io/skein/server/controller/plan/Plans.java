package io.skein.server.controller.plan;

/** The plans that rest on what nodes have told one leadership. */
public record Plans(NodePlans nodes, LeaderPlans leaders) {
    /** By what topics are set to, and which logs nodes have open. */
    public static Plans of(TopicRules topics, NodePlans.OpenLogs open) {
        return new Plans(new NodePlans(topics, open), new LeaderPlans(topics, open));
    }
}
