package io.skein.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies on a disk, as somebody sees it who opens the machine: for those who judge what a
 * process did, and for damage with an aim. Looking at it takes no time and changes nothing. Owned
 * by its world.
 */
public final class Platter {
    private final FileTree tree;

    Platter(FileTree tree) {
        this.tree = tree;
    }

    /** Every file that has a name, as a process sees them, in the order of the names. */
    public List<String> names() {
        List<String> found = new ArrayList<>();
        collect(tree.find("").orElseThrow(), "", found);
        return found;
    }

    /** What a power cut would leave of a file if it kept nothing more; empty without the file. */
    public byte[] bytes(String name) {
        return file(name).map(file -> file.bytes.durableBytes()).orElse(new byte[0]);
    }

    /** The names in a folder that a power cut would leave, if it kept nothing more. */
    public List<String> durableNames(String folder) {
        return durable(folder)
                .map(found -> List.copyOf(found.durableNames.keySet()))
                .orElseGet(List::of);
    }

    /** What a power cut would leave under that name, if it kept nothing more. */
    public Optional<byte[]> durableBytes(String name) {
        return durable(name)
                .filter(found -> !found.isFolder)
                .map(file -> file.bytes.durableBytes());
    }

    private Optional<Inode> durable(String name) {
        Optional<Inode> at = tree.find("");
        for (String part : name.split("/", -1)) {
            if (at.isEmpty() || part.isEmpty()) return at;
            at = Optional.ofNullable(at.get().durableNames.get(part));
        }
        return at;
    }

    /** How long a process finds the file. */
    public long length(String name) {
        return file(name).map(file -> (long) file.bytes.length()).orElse(0L);
    }

    /** The file is gone, for processes and for good. */
    public void lose(String name) {
        int slash = name.lastIndexOf('/');
        Inode folder = tree.find(name.substring(0, Math.max(0, slash))).orElseThrow();
        Inode lost = file(name).orElseThrow();
        folder.names.remove(name.substring(slash + 1));
        lost.durablePlace.ifPresent(place -> place.folder().durableNames.remove(place.name()));
        lost.durablePlace = Optional.empty();
    }

    private Optional<Inode> file(String name) {
        return tree.find(name).filter(found -> !found.isFolder);
    }

    private static void collect(Inode folder, String path, List<String> into) {
        folder.names.forEach((name, inside) -> {
            String full = path.isEmpty() ? name : path + "/" + name;
            if (inside.isFolder) collect(inside, full, into);
            else into.add(full);
        });
    }
}
