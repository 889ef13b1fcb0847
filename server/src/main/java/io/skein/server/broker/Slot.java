package io.skein.server.broker;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Door;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.broker.forward.Forwarders;
import io.skein.server.broker.forward.Forwards;
import io.skein.server.broker.replica.Followers;
import io.skein.server.broker.replica.Leaders;
import io.skein.server.replication.ReplicaMessage;

/** A partition lane, what it owns, and its ways to and from the lanes of other brokers. */
public final class Slot {
    private final Lane lane;
    private final PartitionLane partitions;
    private final Ways ways;
    private final Followers followers;
    private final Forwarders forwarders;

    /** The ways to other brokers. */
    record Ways(Leaders leaders, Forwards forwards) {}

    Slot(Lane lane, Ways ways, PartitionLane partitions, FromOthers fromOthers) {
        this.lane = lane;
        this.ways = ways;
        this.partitions = partitions;
        this.followers = new Followers(lane, partitions::led);
        this.forwarders = new Forwarders(lane, fromOthers);
    }

    Lane lane() {
        return lane;
    }

    /** On the lane only. */
    PartitionLane partitions() {
        return partitions;
    }

    /** Where other brokers come in that follow what is led here. */
    Door<ReplicaMessage> followers() {
        return followers.door();
    }

    /** Where other brokers come in that pass on what their clients ask. */
    Door<ForwardMessage> forwarders() {
        return forwarders.door();
    }

    /** Other brokers are reached so from now on. */
    void over(Broker.Others others) {
        lane.answer(() -> {
            ways.leaders().over(others.replicas());
            ways.forwards().over(others.forwards());
        });
    }

    /** Closes all logs in order; what is open elsewhere is lost. On the lane. */
    void close(Runnable then) {
        ways.forwards().close();
        partitions.close(then);
    }
}
