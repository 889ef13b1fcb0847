package io.skein.server.boot;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.raft.Outbox;
import io.skein.raft.QuorumDriver;
import io.skein.raft.core.Message;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The connections over which other nodes speak to this one's quorum member, by the number of who
 * asked. Owned by the quorum lane. A quorum of one dials nobody: it only answers.
 */
final class QuorumLinks implements Outbox {
    /** Most nodes that are answered; there can be no more voters by far. */
    static final int LINKS_MAX = 64;

    private final Supplier<Optional<QuorumDriver>> driver;
    private final TreeMap<Integer, Connection<Message>> links = new TreeMap<>();
    private int open;

    QuorumLinks(Supplier<Optional<QuorumDriver>> driver) {
        this.driver = driver;
    }

    /** Takes a connection that another node has made. */
    Handler<Message> welcome(Connection<Message> connection) {
        open++;
        if (open > LINKS_MAX) connection.close();
        return new Link(connection);
    }

    @Override
    public void send(int toNode, Message message) {
        Optional<Connection<Message>> link = Optional.ofNullable(links.get(toNode));
        // Messages may be lost; one that finds its link full is.
        link.filter(Connection::writable).ifPresent(one -> one.send(message));
    }

    private final class Link implements Handler<Message> {
        private final Connection<Message> connection;

        Link(Connection<Message> connection) {
            this.connection = connection;
        }

        @Override
        public void onMessage(Message message) {
            switch (message) {
                case Message.VoteAsked asked -> {
                    int from = asked.candidate().nodeId();
                    links.put(from, connection);
                    driver.get().ifPresent(member -> member.onMessage(from, asked));
                }
                // Nobody was asked, so nobody can refuse.
                case Message.VoteRefused _ -> connection.close();
            }
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            open--;
            links.values().removeIf(one -> one.equals(connection));
        }
    }
}
