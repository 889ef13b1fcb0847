package io.skein.simulation;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A disk as one process sees it, for as long as that process lives. */
final class Mount implements Disk {
    private final SimHost host;
    private final SimDisk disk;

    Mount(SimHost host, SimDisk disk) {
        this.host = host;
        this.disk = disk;
    }

    @Override
    public DiskFile open(String name) throws IOException {
        look();
        return new MountedFile(this, tree().file(name));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        disk.note("create " + name);
        change(new Change.Atomic(() -> tree().create(name)));
        return new MountedFile(this, tree().file(name));
    }

    @Override
    public boolean exists(String name) throws IOException {
        look();
        return tree().find(name).isPresent();
    }

    @Override
    public void makeDirectory(String name) throws IOException {
        look();
        if (tree().find(name).filter(found -> found.isFolder).isPresent()) return;
        disk.note("make " + name);
        change(new Change.Atomic(() -> tree().makeFolder(name)));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        look();
        return List.copyOf(tree().folder(directory).names.keySet());
    }

    @Override
    public boolean isDirectory(String name) throws IOException {
        look();
        return tree().find(name).filter(found -> found.isFolder).isPresent();
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.note("rename " + from + " to " + to);
        change(new Change.Atomic(() -> tree().rename(from, to)));
    }

    @Override
    public void delete(String name) throws IOException {
        disk.note("delete " + name);
        change(new Change.Atomic(() -> tree().delete(name)));
    }

    @Override
    public void syncDirectory(String name) throws IOException {
        look();
        disk.note("sync names in '" + name + "'");
        change(new Change.FolderSync(tree(), tree().folder(name)));
    }

    @Override
    public long freeBytes() throws IOException {
        look();
        return disk.freeBytes();
    }

    @Override
    public long totalBytes() throws IOException {
        look();
        long free = disk.freeBytes();
        // A disk that has become too small holds what it holds.
        return free == Long.MAX_VALUE ? free : free + tree().usedBytes();
    }

    @Override
    public DiskLock lock(String name) throws IOException {
        look();
        if (tree().find(name).isEmpty()) create(name).close();
        Inode file = tree().file(name);
        if (file.lockedBy.filter(SimHost::isAlive).isPresent()) {
            throw new DiskLocked(name + " on " + place() + " is held by another process");
        }
        file.lockedBy = Optional.of(host);
        return () -> {
            if (host.isAlive()) file.lockedBy = Optional.empty();
        };
    }

    @Override
    public Optional<String> bootId() {
        return Optional.of("boot-" + disk.boots());
    }

    @Override
    public String place() {
        return disk.place();
    }

    @Override
    public String toString() {
        return place();
    }

    boolean isAlive() {
        return host.isAlive();
    }

    void opened(int more) {
        if (isAlive()) disk.opened(more);
    }

    void readBytes() throws IOException {
        disk.drive().read(host);
    }

    int readBytes(SectorFile file, Drive.Span span) throws IOException {
        return disk.drive().read(host, file, span);
    }

    void look() {
        disk.drive().look(host);
    }

    void change(Change change) throws IOException {
        disk.drive().change(host, change);
    }

    private FileTree tree() {
        return disk.tree();
    }
}
