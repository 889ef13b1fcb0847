package io.skein.scenarios.site;

import io.skein.raft.Parcel;
import io.skein.server.boot.Node;
import io.skein.server.boot.Peers;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;

/**
 * The networks between nodes. Owned by the world.
 *
 * @param members of the quorum
 * @param sessions with the active controller
 * @param replicas of partitions
 * @param forwards of what clients ask the wrong node
 */
public record NodeNetworks(
        SimNet<Parcel> members,
        SimNet<SessionMessage> sessions,
        SimNet<ReplicaMessage> replicas,
        SimNet<ForwardMessage> forwards) {
    void connect(Node node, SimHost host, int port) {
        node.connect(
                new Peers(
                        members.transport(host, port),
                        sessions.transport(host, port),
                        replicas.transport(host, port),
                        forwards.transport(host, port)));
    }
}
