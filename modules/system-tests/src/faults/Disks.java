import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A disk of its own for each node: an ext4 file system in a file, mounted from it. When its power
 * is cut, everything is gone that was not synced.
 */
final class Disks implements AutoCloseable {
    /** Sparse: it takes the room of what is in it. */
    private static final long BYTES = 1L << 30;

    private static final byte[] WITNESS = new byte[4096];

    private final Path folder;

    private Disks(Path folder) {
        Arrays.fill(WITNESS, (byte) 'w');
        this.folder = folder;
    }

    /** Needs the right to mount. */
    static Disks make(Path folder) throws IOException {
        Disks disks = new Disks(folder);
        for (int node : Cluster.NUMBERS) {
            String image = disks.image(node).toString();
            try (RandomAccessFile file = new RandomAccessFile(image, "rw")) {
                file.setLength(BYTES);
            }
            Command.run("mkfs.ext4", "-q", "-F", image);
            Files.createDirectory(disks.mounted(node));
            disks.mount(node);
        }
        return disks;
    }

    private Path image(int node) {
        return folder.resolve("disk-" + node + ".img");
    }

    private Path mounted(int node) {
        return folder.resolve("disk-" + node);
    }

    private Path witness(int node) {
        return mounted(node).resolve("witness");
    }

    private void mount(int node) throws IOException {
        Command.run("mount", "-o", "loop", image(node).toString(), mounted(node).toString());
    }

    List<Place> places() {
        return Cluster.NUMBERS.stream()
                .map(node -> new Place("127.0.0.1", mounted(node).resolve("data"), List.of()))
                .toList();
    }

    /**
     * Cuts the power of all of them at once. Nobody may have to do with them until mounted again.
     */
    void cut(PowerCut.Journal journal) throws IOException {
        for (int node : Cluster.NUMBERS) Files.write(witness(node), WITNESS);
        for (int node : Cluster.NUMBERS) PowerCut.of(mounted(node), journal);
    }

    /** Nobody has a file open there. */
    void mountAgain() throws IOException {
        for (int node : Cluster.NUMBERS) {
            Command.run("umount", mounted(node).toString());
            mount(node);
            if (Files.exists(witness(node))
                    && Arrays.equals(WITNESS, Files.readAllBytes(witness(node)))) {
                throw new Faults.Failed("the cut had no effect: what was not synced is there");
            }
            Files.deleteIfExists(witness(node));
        }
    }

    @Override
    public void close() throws IOException {
        for (int node : Cluster.NUMBERS) Command.run("umount", mounted(node).toString());
    }
}
