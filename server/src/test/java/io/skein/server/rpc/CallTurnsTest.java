package io.skein.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallTurnsTest {
    @Test
    void aTurnInsideATurnComesAfterIt() {
        List<String> seen = new ArrayList<>();
        CallTurns turns = new CallTurns(_ -> {});
        turns.run(() -> {
            turns.run(() -> seen.add("second"));
            turns.run(() -> seen.add("third"));
            seen.add("first");
        });
        assertEquals(List.of("first", "second", "third"), seen);
    }

    @Test
    void turnsOfManyThreadsNeverOverlapAndNoneIsLost() throws InterruptedException {
        int each = 20_000;
        CallTurns turns = new CallTurns(_ -> {});
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int turn = 0; turn < each; turn++) {
                                    turns.run(() -> count[0]++);
                                }
                            }));
        }
        for (Thread thread : threads) thread.join();
        assertEquals(4 * each, count[0]);
    }

    @Test
    void aBugEndsTheTurnsAndIsToldOnce() {
        List<Throwable> bugs = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        CallTurns turns = new CallTurns(bugs::add);
        turns.run(() -> {
            throw new IllegalStateException("a bug");
        });
        turns.run(() -> seen.add("after"));
        assertEquals(1, bugs.size());
        assertEquals(List.of(), seen);
    }
}
