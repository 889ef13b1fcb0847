package io.skein.client.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.client.ConnectionSettings;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.fake.FakeCluster;
import io.skein.client.fake.Stage;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What is asked again when the answer is lost, and what is not. */
class AdminCoreTest {
    private final Stage stage = new Stage();
    private final AdminCore core =
            new AdminCore(
                    stage.client,
                    ConnectionSettings.DEFAULT.withBootstrap(List.of(FakeCluster.ADDRESS)));

    private void connectAndLose() {
        stage.run(core::start);
        stage.pass(100);
        stage.cluster.unreachable.add(FakeCluster.ADDRESS);
    }

    @Test
    void aChangeWhoseAnswerIsLostIsUnknownAndMadeOnce() {
        connectAndLose();
        CompletableFuture<?> asked = core.createTopic(NewTopic.of("t"), false);
        stage.pass(1_000);
        stage.cluster.unreachable.clear();
        stage.pass(5_000);
        CompletionException failed = assertThrows(CompletionException.class, asked::join);
        assertInstanceOf(UnknownOutcomeException.class, failed.getCause());
        assertEquals(1, Collections.frequency(stage.cluster.called, "CreateTopic"));
    }

    @Test
    void aQuestionIsAskedAgainUntilItIsAnswered() {
        connectAndLose();
        CompletableFuture<?> asked = core.listTopics("", 10);
        stage.pass(1_000);
        assertFalse(asked.isDone());
        stage.cluster.unreachable.clear();
        stage.pass(5_000);
        assertTrue(asked.isDone() && !asked.isCompletedExceptionally());
        assertEquals(2, Collections.frequency(stage.cluster.called, "ListTopics"));
    }
}
