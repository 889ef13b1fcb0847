package io.skein.scenarios.history.ops;

import static io.skein.scenarios.history.ops.Outcome.FAIL;
import static io.skein.scenarios.history.ops.Outcome.INFO;
import static io.skein.scenarios.history.ops.Outcome.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import io.skein.client.ClosedException;
import io.skein.client.RefusedException;
import io.skein.client.SerializationException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.TopicPartition;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.WakeupException;
import io.skein.client.producer.Acks;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.RecordMetadata;
import io.skein.client.wire.Ending;
import io.skein.protocol.v1.RefusalReason;
import io.skein.scenarios.history.ops.Outcomes.Attempt;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every error there is, in every state a client can be in when it hears it: fail or info. */
class OutcomesTest {
    /**
     * <pre>
     *                              not sent   sent   again after      again after
     *                                                a refusal        silence
     * refused, nothing was done      fail     fail      fail             info
     * refused, may have been done    fail     info      info             info
     * ended without a word           fail     info      info             info
     * </pre>
     */
    private static Outcome expected(boolean definite, Attempt attempt) {
        return switch (attempt) {
            case NOT_SENT -> FAIL;
            case SENT, SENT_AGAIN_AFTER_REFUSAL -> definite ? FAIL : INFO;
            case SENT_AGAIN_AFTER_SILENCE -> INFO;
        };
    }

    @Test
    void everyKindOfRefusalInEveryState() {
        int rows = 0;
        for (Why why : Why.values()) {
            for (Attempt attempt : Attempt.values()) {
                Answer definite = Outcomes.of(Refusal.definite(why, "no"), attempt);
                Answer later = Outcomes.of(Refusal.later(why, "not now", 5), attempt);
                Answer unknown = Outcomes.of(Refusal.unknown(why, "perhaps"), attempt);
                assertEquals(new Answer(expected(true, attempt), why.name()), definite);
                assertEquals(definite, later);
                assertEquals(new Answer(expected(false, attempt), why.name()), unknown);
                rows += 3;
            }
        }
        assertEquals(Why.values().length * Attempt.values().length * 3, rows);
    }

    @Test
    void theSameOverTheWire() {
        for (Attempt attempt : Attempt.values()) {
            for (Certainty certainty : Certainty.values()) {
                for (RefusalReason reason : reasons()) {
                    Answer answer = Outcomes.of(onWire(certainty, reason), attempt);
                    boolean definite = certainty == Certainty.DEFINITE;
                    assertEquals(expected(definite, attempt), answer.outcome(), reason.name());
                    Ending ending =
                            new Ending(
                                    Status.Code.ABORTED,
                                    "refused",
                                    Optional.of(onWire(certainty, reason)));
                    assertEquals(answer, Outcomes.of(ending, attempt));
                }
            }
        }
    }

    @Test
    void anEndingWithoutARefusalSaysNothing() {
        for (Attempt attempt : Attempt.values()) {
            for (Status.Code code : Status.Code.values()) {
                Answer answer = Outcomes.of(Ending.of(code, "broke"), attempt);
                assertEquals(new Answer(expected(false, attempt), code.name()), answer);
            }
        }
    }

    @Test
    void theLibrarysErrors() {
        List<SkeinException> sure =
                List.of(
                        new ClosedException("closed"),
                        new RefusedException(RefusalReason.REFUSAL_REASON_TOO_LARGE, "no"),
                        new SerializationException("no", new IllegalStateException("no")),
                        new TimedOutException("late"),
                        new WakeupException("up"));
        for (SkeinException error : sure) assertEquals(FAIL, Outcomes.of(error).outcome());
        assertEquals(INFO, Outcomes.of(new UnknownOutcomeException("?")).outcome());
        assertEquals("TOO_LARGE", Outcomes.of(sure.get(1)).error());
    }

    @Test
    void theLibrarysDeliveries() {
        TopicPartition home = new TopicPartition("t", 0);
        Delivery stored = new Delivery.Stored(new RecordMetadata(home, 7, OptionalLong.empty()));
        Delivery failed = new Delivery.Failed(new TimedOutException("late"));
        Delivery unknown = new Delivery.Unknown(new UnknownOutcomeException("?"));
        for (Acks acks : Acks.values()) {
            assertEquals(acks == Acks.ALL ? OK : INFO, Outcomes.of(stored, acks).outcome());
            assertEquals(FAIL, Outcomes.of(failed, acks).outcome());
            assertEquals(INFO, Outcomes.of(unknown, acks).outcome());
        }
    }

    /** Of the wire. */
    private enum Certainty {
        UNSPECIFIED,
        DEFINITE,
        UNKNOWN
    }

    private static io.skein.protocol.v1.Refusal onWire(Certainty certainty, RefusalReason reason) {
        return io.skein.protocol.v1.Refusal.newBuilder()
                .setCertainty(
                        switch (certainty) {
                            case UNSPECIFIED ->
                                    io.skein.protocol.v1.Certainty.CERTAINTY_UNSPECIFIED;
                            case DEFINITE -> io.skein.protocol.v1.Certainty.CERTAINTY_DEFINITE;
                            case UNKNOWN -> io.skein.protocol.v1.Certainty.CERTAINTY_UNKNOWN;
                        })
                .setReason(reason)
                .build();
    }

    private static List<RefusalReason> reasons() {
        List<RefusalReason> reasons = new ArrayList<>(List.of(RefusalReason.values()));
        reasons.remove(RefusalReason.UNRECOGNIZED);
        return reasons;
    }
}
