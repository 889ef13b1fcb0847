package io.skein.scenarios.contract;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what one end of a connection hears. Written by its lane, read by the test. */
final class Listening implements Handler<String> {
    final CompletableFuture<Connection<String>> connected = new CompletableFuture<>();
    final CompletableFuture<Boolean> writable = new CompletableFuture<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private final ConcurrentHashMap<String, CompletableFuture<String>> awaited =
            new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger timesClosed = new AtomicInteger();
    private volatile boolean answers;

    /** From now on every message is answered. */
    void answering() {
        answers = true;
    }

    /** Comes about when this message has been heard. */
    CompletableFuture<String> heard(String message) {
        return awaited.computeIfAbsent(message, _ -> new CompletableFuture<>());
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    int timesClosed() {
        return timesClosed.get();
    }

    static List<String> numbered(String prefix, int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) all.add(prefix + i);
        return all;
    }

    @Override
    public void onMessage(String message) {
        messages.add(message);
        if (answers) connected.join().send("re: " + message);
        heard(message).complete(message);
    }

    @Override
    public void onWritable() {
        writable.complete(true);
    }

    @Override
    public void onClosed(String reason) {
        timesClosed.incrementAndGet();
        closed.complete(reason);
    }
}
