package io.skein.server.controller.plan;

/** The plans that rest on what nodes have told one leadership. */
public record Plans(
        NodePlans nodes,
        LeaderPlans leaders,
        ReassignPlans moves,
        StoppingPlans stopping,
        RestartPlans restarts) {
    /** By what topics are set to, which logs nodes have open, and how far copies have come. */
    public static Plans of(TopicRules topics, NodePlans.OpenLogs open, CopyReports copies) {
        return new Plans(
                new NodePlans(topics, open),
                new LeaderPlans(topics, open),
                new ReassignPlans(topics, open, copies),
                new StoppingPlans(topics, open),
                new RestartPlans(topics, open));
    }
}
