package io.skein.cli.dev;

import io.skein.cli.text.Complaint;
import io.skein.foundation.jdk.FileDisk;
import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.Source;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskLocked;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What would keep nodes from starting, found out before anything is started or changed: of several
 * processes, each would say it for itself among the lines of the others.
 */
final class StartChecks {
    /** In the folder of whatever data a single node has. */
    private static final String DATA = "meta.properties";

    /** What a node locks as long as it has its folder. */
    private static final String LOCK = ".lock";

    private static final List<String> PURPOSES = List.of("clients", "nodes", "operations");

    /** What is set for each node by its number. Its folder is, too, but in one that is named. */
    private static final List<String> OWN =
            List.of(
                    "node.id",
                    "node.id.from",
                    "listeners",
                    "advertised.listeners",
                    "node.listeners",
                    "advertised.node.listeners",
                    "operations.listeners",
                    "controller.quorum.voters");

    private StartChecks() {}

    /** Throws if it would be set for all nodes what no two of them can share. */
    static void ensureForAll(Source source) {
        for (Source.Given given : source.given()) {
            if (!OWN.contains(given.name())) continue;
            throw Complaint.usage(
                    given + ": each of several nodes has its own; --port says where they begin");
        }
    }

    /** Throws if the folder holds something else than this cluster. */
    static void ensureHolds(DevCluster cluster, Optional<DevCluster> before) {
        String folder = cluster.folder();
        if (Files.exists(Path.of(folder, DATA))) {
            throw Complaint.failed(
                    "%s holds a single node, as ./skein dev starts it; name another with --data-dir"
                            .formatted(folder));
        }
        if (before.isEmpty() || before.get().equals(cluster)) return;
        throw Complaint.failed(
                ("%s holds a cluster that began with %d nodes at port %d; start that one, or name"
                                + " another folder with --data-dir")
                        .formatted(folder, before.get().nodes(), before.get().port()));
    }

    /** Throws if a single node would come to lie in the folder of a cluster. */
    static void ensureHoldsNoCluster(String folder) {
        DevMark.read(folder)
                .ifPresent(cluster -> {
                    throw Complaint.failed(
                            ("%s holds a cluster of %d nodes, as ./skein dev --nodes %d starts it;"
                                            + " name another folder with --data-dir")
                                    .formatted(folder, cluster.nodes(), cluster.nodes()));
                });
    }

    /** Throws if one of its nodes could not have its ports or its folder. */
    static void ensureFree(DevCluster cluster) {
        for (int node = 1; node <= cluster.nodes(); node++) {
            for (int which = 0; which < DevCluster.PORTS; which++) {
                HostPort place = cluster.listens(node, which);
                if (canListen(place)) continue;
                throw Complaint.failed(
                        "cannot listen on %s, where node %d is for %s: the port is in use; stop"
                                        .formatted(place, node, PURPOSES.get(which))
                                + " what has it, or begin with another by --port");
            }
        }
        for (int node = 1; node <= cluster.nodes(); node++) ensureUnlocked(cluster.folderOf(node));
    }

    private static boolean canListen(HostPort place) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(place.host(), place.port()));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void ensureUnlocked(String folder) {
        Disk disk = new FileDisk(Path.of(folder));
        try {
            // To try the lock of a folder that is not there would make the folder.
            if (disk.exists(LOCK)) disk.lock(LOCK).close();
        } catch (DiskLocked held) {
            throw Complaint.failed(folder + " is in use by another process");
        } catch (IOException failed) {
            throw Complaint.failed("cannot use " + folder + ": " + failed);
        }
    }
}
