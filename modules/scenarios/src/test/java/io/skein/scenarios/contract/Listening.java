package io.skein.scenarios.contract;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final List<String> strayCalls = new CopyOnWriteArrayList<>();
    private volatile Optional<Lane> lane = Optional.empty();
    private volatile String lastWanted = "";

    /** All that is heard must be heard on this lane. */
    void belongsTo(Lane owner) {
        lane = Optional.of(owner);
    }

    /** The connection it hears is this one. */
    Listening hears(Connection<String> connection) {
        note("connection");
        connected.complete(connection);
        return this;
    }

    /** When it hears this message it closes the connection. */
    void closesAt(String message) {
        lastWanted = message;
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

    /** What was called elsewhere than on its lane, or after the last call. */
    List<String> strayCalls() {
        return List.copyOf(strayCalls);
    }

    private void note(String call) {
        if (timesClosed.get() > 0) strayCalls.add(call + " after the last call");
        try {
            // Only the owner of a lane may do this.
            lane.orElseThrow().after(Long.MAX_VALUE, () -> {}).cancel();
        } catch (BrokenInvariant notOwner) {
            strayCalls.add(call + " elsewhere");
        }
    }

    @Override
    public void onMessage(String message) {
        note("message");
        messages.add(message);
        if (message.equals(lastWanted)) connected.join().close();
        heard(message).complete(message);
    }

    @Override
    public void onWritable() {
        note("writable");
        writable.complete(true);
    }

    @Override
    public void onClosed(String reason) {
        note("closed");
        timesClosed.incrementAndGet();
        closed.complete(reason);
    }
}
