package io.skein.scenarios.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Transport}, on each of {@link Networks}. */
class TransportContractTest {
    @ParameterizedTest
    @EnumSource
    void messagesArriveInOrderBothWays(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            Listening dialer = new Listening();
            Listening listener = new Listening();
            trial.accept(listener);
            Connection<String> line = trial.dial(dialer);
            trial.onDialer(() -> {
                for (int i = 0; i < 50; i++) assertTrue(line.send("m" + i));
                return line.peer();
            });
            Connection<String> other = trial.await(listener.connected);
            trial.await(listener.heard("m49"));
            trial.onListener(() -> {
                for (int i = 0; i < 50; i++) other.send("r" + i);
                assertFalse(other.peer().isEmpty());
                return true;
            });
            trial.await(dialer.heard("r49"));
            assertEquals(Listening.numbered("m", 50), listener.messages());
            assertEquals(Listening.numbered("r", 50), dialer.messages());
        }
    }

    @ParameterizedTest
    @EnumSource
    void handlersAreCalledOnTheirLanes(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            Listening dialer = new Listening();
            Listening listener = new Listening();
            trial.accept(listener);
            Connection<String> line = trial.dial(dialer);
            trial.onDialer(() -> {
                while (line.writable()) line.send("question");
                return true;
            });
            trial.await(dialer.writable);
            Connection<String> other = trial.await(listener.connected);
            trial.onListener(() -> other.send("answer"));
            trial.await(dialer.heard("answer"));
            trial.onDialer(() -> {
                line.close();
                return true;
            });
            trial.await(dialer.closed);
            trial.await(listener.closed);
            assertEquals(List.of(), dialer.strayCalls());
            assertEquals(List.of(), listener.strayCalls());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoClosesHearsNothingMore(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            Listening dialer = new Listening();
            Listening listener = new Listening();
            dialer.closesAt("r3");
            trial.accept(listener);
            Connection<String> line = trial.dial(dialer);
            trial.onDialer(() -> line.send("hello"));
            Connection<String> other = trial.await(listener.connected);
            trial.onListener(() -> {
                for (int i = 0; i < 50; i++) other.send("r" + i);
                return true;
            });
            trial.await(dialer.closed);
            trial.await(listener.closed);
            assertEquals(Listening.numbered("r", 4), dialer.messages());
            assertEquals(List.of(), dialer.strayCalls());
        }
    }

    @ParameterizedTest
    @EnumSource
    void badNewsOfADialComesAsClosed(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            Listening dialer = new Listening();
            Connection<String> line = trial.dial(dialer);
            assertFalse(trial.await(dialer.closed).isEmpty());
            assertFalse(trial.onDialer(() -> line.send("nobody")));
            assertFalse(trial.onDialer(line::writable));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingIsHeardOnceOnEachSide(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            Listening dialer = new Listening();
            Listening listener = new Listening();
            trial.accept(listener);
            Connection<String> line = trial.dial(dialer);
            trial.onDialer(() -> line.send("hello"));
            Connection<String> other = trial.await(listener.connected);
            trial.await(listener.heard("hello"));
            assertFalse(
                    trial.onDialer(() -> {
                        line.close();
                        line.close();
                        assertEquals(0, dialer.timesClosed(), "never inside the call");
                        return line.send("too late");
                    }));
            trial.await(dialer.closed);
            trial.await(listener.closed);
            assertFalse(trial.onListener(() -> other.send("too late")));
            assertEquals(List.of("hello"), listener.messages());
            assertEquals(1, dialer.timesClosed());
            assertEquals(1, listener.timesClosed());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderIsToldToWaitAndToGoOn(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            Listening dialer = new Listening();
            Listening listener = new Listening();
            trial.accept(listener);
            Connection<String> line = trial.dial(dialer);
            CompletableFuture<Boolean> writable = dialer.writable;
            int sent =
                    trial.onDialer(() -> {
                        int count = 0;
                        while (line.writable()) line.send("m" + count++);
                        return count;
                    });
            assertTrue(sent > 0);
            trial.await(writable);
            assertTrue(trial.onDialer(line::writable));
            trial.await(listener.heard("m" + (sent - 1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreAcceptedOncePerTransport(Networks networks) throws Exception {
        try (Networks.Trial trial = networks.open()) {
            trial.accept(new Listening());
            assertThrows(BrokenInvariant.class, () -> trial.accept(new Listening()));
        }
    }
}
