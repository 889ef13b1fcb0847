package io.skein.scenarios.site;

import io.skein.raft.Parcel;
import io.skein.server.boot.Node;
import io.skein.server.controller.session.SessionMessage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;

/**
 * The three networks between nodes. Owned by the world.
 *
 * @param members of the quorum
 * @param sessions with the active controller
 * @param replicas of partitions
 */
public record NodeNetworks(
        SimNet<Parcel> members, SimNet<SessionMessage> sessions, SimNet<ReplicaMessage> replicas) {
    void connect(Node node, SimHost host, int port) {
        node.connect(
                members.transport(host, port),
                sessions.transport(host, port),
                replicas.transport(host, port));
    }
}
