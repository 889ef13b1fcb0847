package io.skein.cli.dev;

import io.skein.foundation.settings.HostPort;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster on this machine, before anything of it runs: which node listens where, and has its
 * files where. Nodes are numbered from 1. Those it begins with are {@code nodes}; others may join,
 * and have their places too.
 *
 * @param folder as it was typed; each node has a folder of its own in it
 * @param port where node 1 listens for clients
 */
record DevCluster(String folder, int port, int nodes) {
    /** A machine that has room for more does not need this to try things out. */
    static final int NODES_MAX = 9;

    /** The highest number of a node, the joining ones counted in. */
    static final int NODE_MAX = 99;

    /** Of each node: for clients, for nodes, for operations. */
    static final int PORTS = 3;

    private static final String HOST = "127.0.0.1";
    private static final int PORTS_APART = 10;
    private static final int PORT_MAX = 65_535;

    /** More controllers make a change of metadata dearer; three do without any one of them. */
    private static final int VOTERS_MAX = 3;

    /** The greatest {@link #port} with which a node of that number still has its ports. */
    static int portMax(int node) {
        return PORT_MAX - PORTS_APART * (node - 1) - PORTS + 1;
    }

    /** Where that node listens; which one of its ports, from 0. */
    HostPort listens(int node, int which) {
        return new HostPort(HOST, port + PORTS_APART * (node - 1) + which);
    }

    /** Where that node has its files. */
    String folderOf(int node) {
        return folder + (folder.endsWith("/") ? "" : "/") + "node-" + node;
    }

    /** Where clients find those it begins with. */
    String bootstrap() {
        return listed(nodes, node -> listens(node, 0).toString());
    }

    /** What is set for that node, and cannot be set otherwise. */
    Map<String, String> settings(int node) {
        return Map.of(
                "node.id", Integer.toString(node),
                "listeners", listens(node, 0).toString(),
                "node.listeners", listens(node, 1).toString(),
                "operations.listeners", listens(node, 2).toString(),
                "controller.quorum.voters", voters(),
                "log.dirs", folderOf(node));
    }

    private String voters() {
        return listed(Math.min(nodes, VOTERS_MAX), node -> node + "@" + listens(node, 1));
    }

    private static String listed(int nodes, IntFunction<String> each) {
        return IntStream.rangeClosed(1, nodes).mapToObj(each).collect(Collectors.joining(","));
    }
}
