package io.skein.client.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.ConnectionSettings;
import io.skein.client.fake.FakeCluster;
import io.skein.client.fake.Stage;
import io.skein.client.route.Query.Question;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.EarliestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A question whose answer lacks something for now. */
class QueryTest {
    private static final ConnectionSettings SETTINGS =
            ConnectionSettings.DEFAULT
                    .withBootstrap(List.of(FakeCluster.ADDRESS))
                    .withRequestTimeout(Duration.ofSeconds(5));
    private static final ListOffsetsRequest REQUEST =
            ListOffsetsRequest.newBuilder()
                    .setTopic("t")
                    .addPartitions(0)
                    .setEarliest(EarliestOffset.getDefaultInstance())
                    .build();

    private final Stage stage = new Stage();
    private final Session session = new Session(stage.client, SETTINGS);

    @BeforeEach
    void begin() {
        stage.run(() -> {
            stage.cluster.topic("t", 1).leadBy(0, 2);
            session.start();
        });
        stage.pass(100);
    }

    private CompletableFuture<ListOffsetsResponse> ask() {
        return Query.ask(
                stage.client,
                session,
                SETTINGS,
                new Question<>(SkeinMethods.LIST_OFFSETS, REQUEST, true, QueryTest::lacking));
    }

    private static Optional<Refusal> lacking(ListOffsetsResponse answer) {
        return Optional.of(answer.getOffsets(0).getRefused())
                .filter(why -> why.getRetryAfterMillis() > 0);
    }

    @Test
    void isAskedAgainUntilItIsThere() {
        CompletableFuture<ListOffsetsResponse> answer = ask();
        stage.pass(1_000);
        assertFalse(answer.isDone());
        stage.cluster.forwarding = true;
        stage.pass(1_000);
        assertTrue(answer.join().getOffsets(0).hasOffset());
        int asked = Collections.frequency(stage.cluster.called, "ListOffsets");
        assertTrue(asked > 2 && asked < 20, "asked " + asked);
    }

    @Test
    void isAnsweredWithWhatThereIsOnceTheTimeIsOver() {
        CompletableFuture<ListOffsetsResponse> answer = ask();
        stage.pass(5_100);
        assertTrue(answer.join().getOffsets(0).hasRefused());
        int asked = Collections.frequency(stage.cluster.called, "ListOffsets");
        stage.pass(5_000);
        assertEquals(asked, Collections.frequency(stage.cluster.called, "ListOffsets"));
    }
}
