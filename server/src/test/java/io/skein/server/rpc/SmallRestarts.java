package io.skein.server.rpc;

import io.skein.server.door.AdminReply;
import io.skein.server.door.Answer;
import io.skein.server.door.Diagnosis;
import io.skein.server.door.Diagnosis.Finding;
import io.skein.server.door.QuorumReport;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.door.RestartReply;
import io.skein.server.door.RestartRequest;
import java.util.List;
import java.util.OptionalLong;

/** What a cluster of one node, 1, says of its restart: there is nobody to take anything over. */
final class SmallRestarts {
    private static final String TOPIC = "lines";

    private SmallRestarts() {}

    static Answer<AdminReply> answer(RestartRequest request) {
        if (request.node() != 1) {
            return Answer.refused(Refusal.definite(Why.INVALID_REQUEST, "there is no such node"));
        }
        return Answer.done(
                switch (request) {
                    case RestartRequest.Drain drain ->
                            new RestartReply.Drained(!drain.cancel(), 3, 0, 1, kept());
                    case RestartRequest.CanStop _ ->
                            new RestartReply.StopJudged(
                                    1,
                                    1,
                                    List.of(
                                            new RestartReply.AtRisk(
                                                    TOPIC, 7, List.of(), 1, true, true)),
                                    new RestartReply.QuorumLeft(1, 0, 1),
                                    List.of(),
                                    0);
                    case RestartRequest.CaughtUp _ ->
                            new RestartReply.CatchUpJudged(
                                    false,
                                    true,
                                    false,
                                    3,
                                    1,
                                    List.of(
                                            new RestartReply.Behind(
                                                    TOPIC, 7, RestartReply.Lack.NOT_OPEN)),
                                    OptionalLong.of(5));
                });
    }

    static AdminReply quorum() {
        return new AdminReply.QuorumDescribed(new QuorumReport(1, 7, 0, List.of(), List.of()));
    }

    static AdminReply diagnosed(int namedMax) {
        return new AdminReply.Diagnosed(diagnosis(namedMax));
    }

    /** One partition has no leader. */
    private static Diagnosis diagnosis(int namedMax) {
        return new Diagnosis(
                1,
                8,
                List.of(
                        new Finding(
                                Diagnosis.Kind.NO_LEADER,
                                List.of(1),
                                namedMax,
                                List.of(new Diagnosis.Place(TOPIC, 7)),
                                new Diagnosis.Words("nobody leads", "start node 1"))),
                2);
    }

    private static List<RestartReply.KeptLead> kept() {
        return List.of(new RestartReply.KeptLead(TOPIC, 7, RestartReply.Kept.ONLY_COPY));
    }
}
