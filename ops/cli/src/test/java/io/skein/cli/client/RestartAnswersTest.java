package io.skein.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.cli.answer.HumanForm;
import io.skein.cli.answer.JsonForm;
import io.skein.protocol.v1.BehindReason;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.DrainResponse;
import io.skein.protocol.v1.KeptReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the restart of a node is shown, and how long somebody waits for it. */
class RestartAnswersTest {
    private static final long HOUR = 3_600_000_000_000L;

    private static DrainResponse drained() {
        DrainResponse.Builder told =
                DrainResponse.newBuilder()
                        .setStopping(true)
                        .setRemaining(3)
                        .setWaiting(1)
                        .setStuck(2);
        told.addKeptBuilder()
                .setTopic("lines")
                .setPartition(7)
                .setReason(KeptReason.KEPT_REASON_OTHERS_BEHIND);
        return told.build();
    }

    private static CanStopResponse judged() {
        CanStopResponse.Builder told =
                CanStopResponse.newBuilder()
                        .setAtRisk(1)
                        .addAllWaitsFor(List.of(3))
                        .setRetryAfterMillis(1_000);
        told.addPartitionsBuilder()
                .setTopic("lines")
                .setPartition(7)
                .addAllLeft(List.of(2))
                .setNeeded(2);
        told.getQuorumBuilder().setVoters(3).setLeft(2).setNeeded(2);
        return told.build();
    }

    @Test
    void peopleSeeWhatIsLeftToDo() {
        assertEquals(
                """
                TOPIC  PARTITION  WHY
                lines  7          the others have not caught up
                node: 2
                stopping: yes
                leads: 6
                remaining: 3
                waiting: 1
                stuck: 2
                """,
                HumanForm.of(RestartAnswers.of(2, drained())));
        assertEquals(
                """
                TOPIC  PARTITION  LEFT  NEEDED  LEADERLESS  UNAVOIDABLE
                lines  7          2     2       no          no
                node: 1
                can stop: no
                partitions at risk: 1
                unavoidable: 0
                voters left: 2
                voters needed: 2
                waits for: 3
                """,
                HumanForm.of(RestartAnswers.of(1, judged())));
    }

    @Test
    void programsSeeWhatIsNotKnown() {
        CaughtUpResponse.Builder told =
                CaughtUpResponse.newBuilder().setFenced(true).setReplicas(4).setBehind(1);
        told.addPartitionsBuilder()
                .setTopic("lines")
                .setReason(BehindReason.BEHIND_REASON_NOT_IN_SYNC);
        String expected =
                "{\"partitions\":[{\"topic\":\"lines\",\"partition\":0,\"why\":\"not in sync\"}],"
                        + "\"node\":1,\"caughtUp\":false,\"fenced\":true,\"stopping\":false,"
                        + "\"replicas\":4,\"behind\":1,\"metadataLag\":null}";
        assertEquals(expected, JsonForm.of(RestartAnswers.of(1, told.build())).strip());
    }

    @Test
    void whoIsPatientAsksUntilTheAnswerIsFinal() {
        List<Integer> answers = new ArrayList<>();
        int last =
                new Patience(HOUR)
                        .ask(
                                () -> {
                                    answers.add(answers.size());
                                    return answers.size();
                                },
                                count -> count == 3);
        assertEquals(3, last);
        assertEquals(3, answers.size());
    }

    @Test
    void whoIsNotTakesTheFirstAnswer() {
        assertEquals(1, new Patience(0).ask(() -> 1, _ -> false));
    }
}
