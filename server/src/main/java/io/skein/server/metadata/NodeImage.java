package io.skein.server.metadata;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import java.util.List;

/**
 * One registered node.
 *
 * @param incarnation drawn anew at every start of its process
 * @param directories ids of its data directories
 * @param address where clients reach it: "host:port"
 * @param port where other nodes reach it
 * @param roles "controller", "broker", in this order
 * @param fenced known, but trusted with nothing
 * @param rack where it stands: nodes of the same one may fail together; empty if nothing is said
 */
public record NodeImage(
        int id,
        Uuid incarnation,
        List<Uuid> directories,
        String address,
        NodePort port,
        List<String> roles,
        boolean fenced,
        String rack) {
    /** One that does not say where it stands. */
    public NodeImage(
            int id,
            Uuid incarnation,
            List<Uuid> directories,
            String address,
            NodePort port,
            List<String> roles,
            boolean fenced) {
        this(id, incarnation, directories, address, port, roles, fenced, "");
    }

    public NodeImage {
        directories = List.copyOf(directories);
        roles = List.copyOf(roles);
    }

    /**
     * Where a node is reached by others.
     *
     * @param address "host:port"
     * @param doors how many of its lanes have partitions, each with a door of its own; a partition
     *     is behind the one that its name says
     */
    public record NodePort(String address, int doors) {
        public NodePort {
            Check.that(doors > 0, "a node has a lane for partitions", doors);
        }

        /** The door behind which that partition is. */
        public int doorOf(String topic, int partition) {
            return door(topic, partition, doors);
        }

        /** By name, so that a topic meets the one that had its name before on the same lane. */
        public static int door(String topic, int partition, int of) {
            return Math.floorMod(topic.hashCode() + partition, of);
        }
    }

    /** The same, trusted or not. */
    public NodeImage withFenced(boolean isFenced) {
        return new NodeImage(id, incarnation, directories, address, port, roles, isFenced, rack);
    }

    /** The same, in another place. */
    public NodeImage in(String newRack) {
        return new NodeImage(id, incarnation, directories, address, port, roles, fenced, newRack);
    }
}
