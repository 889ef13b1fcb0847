import java.nio.file.Path;
import java.util.List;

/**
 * Where a node runs.
 *
 * @param host what it listens on
 * @param data its folder
 * @param within what stands before its command so that it runs there
 */
record Place(String host, Path data, List<String> within) {
    /** All of them simply on this machine, with their files in one folder. */
    static List<Place> here(Path folder) {
        return Cluster.NUMBERS.stream()
                .map(node -> here(folder, node))
                .toList();
    }

    /** One of them, or another one. */
    static Place here(Path folder, int node) {
        return new Place("127.0.0.1", folder.resolve("node-" + node), List.of());
    }
}
