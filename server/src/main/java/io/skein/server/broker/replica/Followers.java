package io.skein.server.broker.replica;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Door;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.replication.ReplicaMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The brokers that follow partitions of one lane. What they are to be told is sent at the end of a
 * turn: many appends, one message. Owned by that lane.
 */
public final class Followers {
    /** As many brokers as a cluster may have, each with a few connections that are about to end. */
    static final int CONNECTIONS_MAX = 4_096;

    private final Lane lane;
    private final Function<PartitionId, Optional<Copies>> led;
    private final LinkedHashSet<Follower> due = new LinkedHashSet<>();
    private int connections;

    /**
     * @param led finds the partition if it is led here
     */
    public Followers(Lane lane, Function<PartitionId, Optional<Copies>> led) {
        this.lane = lane;
        this.led = led;
        lane.onTurnEnd(this::tell);
    }

    /** Where they come in. */
    public Door<ReplicaMessage> door() {
        return new Door<>(lane, this::welcome);
    }

    private Handler<ReplicaMessage> welcome(Connection<ReplicaMessage> connection) {
        connections++;
        if (connections > CONNECTIONS_MAX) connection.close();
        return new Follower(this, connection);
    }

    void gone() {
        connections--;
    }

    Optional<Copies> led(PartitionId partition) {
        return led.apply(partition);
    }

    /** That one is to be told something, at the end of this turn. */
    void due(Follower follower) {
        due.add(follower);
    }

    void after(long nanos, Runnable task) {
        lane.after(nanos, task);
    }

    private void tell() {
        if (due.isEmpty()) return;
        List<Follower> now = new ArrayList<>(due);
        due.clear();
        now.forEach(Follower::tell);
    }
}
