package io.skein.foundation.jdk;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A data directory in the file system. Holds no state but its place, so any thread may use it; what
 * happens to one file is the business of that file's owner.
 */
public final class FileDisk implements Disk {
    /** Linux draws one whenever it starts. */
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path root;

    /** {@code root} need not exist yet. A relative one is taken from the working directory. */
    public FileDisk(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return open(file(name), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        Path path = file(name);
        ensureRoot();
        try {
            return open(
                    path,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw NoRoom.orSame(failed, path, 0);
        }
    }

    private static DiskFile open(Path path, StandardOpenOption... options) throws IOException {
        return new ChannelFile(path, FileChannel.open(path, options));
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    @Override
    public boolean isDirectory(String name) {
        return Files.isDirectory(path(name));
    }

    @Override
    public void makeDirectory(String name) throws IOException {
        Path path = path(name);
        ensureRoot();
        try {
            Files.createDirectories(path);
        } catch (IOException failed) {
            throw NoRoom.orSame(failed, path, 0);
        }
    }

    @Override
    public List<String> list(String directory) throws IOException {
        Path path = path(directory);
        if (path.equals(root) && !Files.exists(root)) return List.of();
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        }
        Collections.sort(names);
        return Collections.unmodifiableList(names);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path target = file(to);
        try {
            Files.move(file(from), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw NoRoom.orSame(failed, target, 0);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(file(name));
    }

    @Override
    public void syncDirectory(String name) throws IOException {
        sync(path(name));
    }

    @Override
    public void syncAll(List<String> files, List<String> directories) throws IOException {
        List<ParallelSyncs.Step> steps = new ArrayList<>();
        for (String name : files) {
            steps.add(() -> {
                try (DiskFile file = open(name)) {
                    file.sync();
                }
            });
        }
        for (String name : directories) steps.add(() -> syncDirectory(name));
        ParallelSyncs.run(steps);
    }

    @Override
    public long freeBytes() throws IOException {
        return store().getUsableSpace();
    }

    @Override
    public long totalBytes() throws IOException {
        FileStore store = store();
        long usable = store.getUsableSpace();
        // What only the superuser may fill is no room of ours: as df shows it.
        long kept = Math.max(0, store.getUnallocatedSpace() - usable);
        return Math.max(usable, store.getTotalSpace() - kept);
    }

    private FileStore store() throws IOException {
        Path existing = root;
        while (!Files.exists(existing)) {
            existing = parent(existing);
        }
        return Files.getFileStore(existing);
    }

    @Override
    public DiskLock lock(String name) throws IOException {
        Path path = file(name);
        ensureRoot();
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException alreadyThere) {
            // As it is after the first start.
            return FileLocks.take(path);
        } catch (IOException failed) {
            throw NoRoom.orSame(failed, path, 0);
        }
        return FileLocks.take(path);
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public String toString() {
        return place();
    }

    /** The names of the data directory itself and of those made above it are durable at once. */
    private void ensureRoot() throws IOException {
        if (Files.isDirectory(root)) return;
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = root; !Files.exists(path); path = parent(path)) {
            missing.push(path);
        }
        try {
            Files.createDirectories(root);
        } catch (IOException failed) {
            throw NoRoom.orSame(failed, root, 0);
        }
        for (Path made : missing) {
            sync(parent(made));
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) throw Check.unreachable("the root of the file system exists");
        return parent;
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            force(channel);
        }
    }

    private static void force(FileChannel channel) throws IOException {
        try {
            channel.force(true);
        } catch (IOException failed) {
            throw new SyncFailed(failed);
        }
    }

    @Override
    public Optional<String> bootId() {
        try {
            return Optional.of(Files.readString(BOOT_ID).strip());
        } catch (IOException unknownHere) {
            return Optional.empty();
        }
    }

    private Path file(String name) {
        Check.that(!name.isEmpty(), "the data directory itself is not a file");
        return path(name);
    }

    private Path path(String name) {
        if (name.isEmpty()) return root;
        for (String part : name.split("/", -1)) {
            boolean plain = !part.isEmpty() && !part.equals(".") && !part.equals("..");
            Check.that(plain && part.indexOf('\0') < 0, "not a name inside the disk: " + name);
        }
        return root.resolve(name);
    }
}
