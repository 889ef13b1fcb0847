package io.skein.server.adapter;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one end has heard. */
final class Heard implements Handler<String> {
    final Lane lane;
    final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    final List<Connection<String>> connections = new CopyOnWriteArrayList<>();

    Heard(Lane lane) {
        this.lane = lane;
    }

    Handler<String> welcome(Connection<String> connection) {
        connections.add(connection);
        return this;
    }

    Connection<String> connection() {
        return connections.get(0);
    }

    String next() throws InterruptedException {
        return Optional.ofNullable(news.poll(10, TimeUnit.SECONDS)).orElse("nothing");
    }

    @Override
    public void onMessage(String message) {
        news.add("message " + message);
    }

    @Override
    public void onWritable() {
        news.add("writable");
    }

    @Override
    public void onClosed(String reason) {
        news.add("closed " + reason);
    }
}
