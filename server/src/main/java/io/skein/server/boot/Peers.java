package io.skein.server.boot;

import io.skein.foundation.world.Transport;
import io.skein.raft.Parcel;
import io.skein.server.broker.Broker;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.replication.ReplicaMessage;

/**
 * How a node speaks with others.
 *
 * @param members as members of the quorum
 * @param sessions with the active controller
 * @param replicas as copies of partitions
 * @param forwards about what clients ask
 */
public record Peers(
        Transport<Parcel> members,
        Transport<SessionMessage> sessions,
        Transport<ReplicaMessage> replicas,
        Transport<ForwardMessage> forwards) {
    /** Those of brokers. */
    public Broker.Others brokers() {
        return new Broker.Others(replicas, forwards);
    }
}
