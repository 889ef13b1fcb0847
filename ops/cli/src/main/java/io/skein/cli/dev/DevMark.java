package io.skein.cli.dev;

import io.skein.cli.text.Complaint;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The file that says which cluster a folder holds. Written before the first node is started, and
 * never changed: how many begin a cluster, and where they listen, stands in its metadata too.
 */
final class DevMark {
    private static final String NAME = "dev.properties";
    private static final String ABOUT =
            "# The cluster in this folder, as skein dev --nodes began it. Not to be changed.";

    private DevMark() {}

    /** The cluster that the folder holds, if it holds one. */
    static Optional<DevCluster> read(String folder) {
        Path file = Path.of(folder, NAME);
        if (!Files.exists(file)) return Optional.empty();
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            found.load(reader);
            int nodes = Integer.parseInt(found.getProperty("nodes", ""));
            int port = Integer.parseInt(found.getProperty("port", ""));
            boolean isOurs = nodes >= 2 && nodes <= DevCluster.NODES_MAX;
            boolean isPort = port > 0 && port <= DevCluster.portMax(nodes);
            if (isOurs && isPort) return Optional.of(new DevCluster(folder, port, nodes));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw Complaint.failed(file + " cannot be read: " + unreadable.getMessage());
        }
        throw Complaint.failed(file + " is not as skein dev --nodes wrote it");
    }

    /** Marks the cluster's folder, which is made if missing, as this cluster's. */
    static void write(DevCluster cluster) {
        Path folder = Path.of(cluster.folder());
        try {
            Files.createDirectories(folder);
            Path made = folder.resolve(NAME + ".new");
            Files.write(made, List.of(ABOUT, "nodes=" + cluster.nodes(), "port=" + cluster.port()));
            Files.move(made, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException file) {
            throw Complaint.failed(folder + " is a file, and no folder");
        } catch (IOException unwritable) {
            throw Complaint.failed("cannot write in " + folder + ": " + unwritable);
        }
    }
}
