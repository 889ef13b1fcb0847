package io.skein.server.metadata;

import io.skein.foundation.Uuid;
import java.util.List;

/**
 * One registered node.
 *
 * @param incarnation drawn anew at every start of its process
 * @param directories ids of its data directories
 * @param address where clients reach it: "host:port"
 * @param roles "controller", "broker", in this order
 * @param fenced known, but trusted with nothing
 */
public record NodeImage(
        int id,
        Uuid incarnation,
        List<Uuid> directories,
        String address,
        List<String> roles,
        boolean fenced) {
    public NodeImage {
        directories = List.copyOf(directories);
        roles = List.copyOf(roles);
    }

    /** The same, trusted or not. */
    public NodeImage withFenced(boolean isFenced) {
        return new NodeImage(id, incarnation, directories, address, roles, isFenced);
    }
}
