package io.skein.simulation;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Check;
import io.skein.simulation.Inode.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names of a disk: as processes see them, as they are on the platter, and in order what was
 * done in between. Owned by its disk.
 */
final class FileTree {
    /** As real file systems have it. */
    private static final int NAME_BYTES_MAX = 255;

    private final Inode root;
    private final List<NameChange> pending = new ArrayList<>();

    FileTree() {
        this(new Inode(true, new SectorFile()));
    }

    private FileTree(Inode root) {
        this.root = root;
    }

    /** A tree of its own that holds what is on the platter of this one. */
    FileTree durableCopy() {
        return new FileTree(durableCopy(root));
    }

    private static Inode durableCopy(Inode of) {
        Inode copy = new Inode(of.isFolder, of.bytes.durableCopy());
        of.durableNames.forEach((name, inside) -> {
            Inode under = durableCopy(inside);
            copy.names.put(name, under);
            copy.durableNames.put(name, under);
            under.durablePlace = Optional.of(new Place(copy, name));
        });
        return copy;
    }

    /** What has this name, if anything. */
    Optional<Inode> find(String name) {
        Optional<Inode> at = Optional.of(root);
        for (String part : parts(name)) {
            if (at.isEmpty()) return at;
            at = Optional.ofNullable(at.get().names.get(part));
        }
        return at;
    }

    Inode file(String name) throws IOException {
        Inode found = find(name).orElseThrow(() -> new NoSuchFileException(name));
        if (found.isFolder) throw new FileSystemException(name, "", "is a directory");
        return found;
    }

    Inode folder(String name) throws IOException {
        Inode found = find(name).orElseThrow(() -> new NoSuchFileException(name));
        if (!found.isFolder) throw new NotDirectoryException(name);
        return found;
    }

    Inode create(String name) throws IOException {
        Place place = place(name);
        if (find(name).isPresent()) throw new FileAlreadyExistsException(name);
        return add(place, false);
    }

    void makeFolder(String name) throws IOException {
        String path = "";
        for (String part : parts(name)) {
            Inode around = folder(path);
            path = path.isEmpty() ? part : path + "/" + part;
            Optional<Inode> there = find(path);
            if (there.isEmpty()) add(new Place(around, part), true);
            else if (!there.get().isFolder) throw new FileAlreadyExistsException(path);
        }
    }

    private Inode add(Place place, boolean isFolder) {
        Inode made = new Inode(isFolder, new SectorFile());
        place.folder().names.put(place.name(), made);
        pending.add(new NameChange.Added(place, made));
        return made;
    }

    void rename(String from, String to) throws IOException {
        Place old = place(from);
        Place target = place(to);
        Inode moved = find(from).orElseThrow(() -> new NoSuchFileException(from));
        Optional<Inode> replaced = find(to);
        if (replaced.filter(there -> there == moved).isPresent()) return;
        if (replaced.isPresent()) checkReplaceable(moved, replaced.get(), to);
        if (to.startsWith(from + "/")) throw new FileSystemException(to, "", "inside itself");
        old.folder().names.remove(old.name());
        target.folder().names.put(target.name(), moved);
        pending.add(new NameChange.Moved(target, moved, replaced));
    }

    private static void checkReplaceable(Inode by, Inode there, String name) throws IOException {
        if (there.isFolder && !there.names.isEmpty()) throw new DirectoryNotEmptyException(name);
        if (there.isFolder != by.isFolder) {
            throw new FileSystemException(name, "", "a file and a directory");
        }
    }

    void delete(String name) throws IOException {
        Place place = place(name);
        Inode found = find(name).orElseThrow(() -> new NoSuchFileException(name));
        if (!found.names.isEmpty()) throw new DirectoryNotEmptyException(name);
        place.folder().names.remove(place.name());
        pending.add(new NameChange.Removed(place, found));
    }

    /** Makes durable what was done in this folder. */
    void sync(Inode folder) {
        List<NameChange> kept = new ArrayList<>();
        for (NameChange change : pending) {
            if (change.folder() != folder) {
                kept.add(change);
                continue;
            }
            change.persist();
            kept = withoutOlder(kept, change.what());
        }
        pending.clear();
        pending.addAll(kept);
    }

    /** An older move of a file must not come to life after a newer one. */
    private static List<NameChange> withoutOlder(List<NameChange> changes, Inode what) {
        List<NameChange> kept = new ArrayList<>();
        for (NameChange change : changes) {
            if (change.what() == what) change.overtaken().ifPresent(kept::add);
            else kept.add(change);
        }
        return kept;
    }

    /** As {@link #sync}, but each change is lost for good, or not, as {@code gen} says. */
    void failSync(Inode folder, Gen gen) {
        pending.removeIf(change -> change.folder() == folder && gen.flag());
        sync(folder);
    }

    /** Turns over up to 8 bits of one durable sector. False if there is no byte yet. */
    boolean rot(Gen gen) {
        List<Inode> candidates = lasting();
        if (candidates.isEmpty()) return false;
        SectorFile file = gen.pick(candidates).bytes;
        int at = gen.between(0, file.durableLength() - 1);
        int end = Math.min(file.durableLength(), at - at % SectorFile.SECTOR + SectorFile.SECTOR);
        int bits = gen.between(1, Byte.SIZE);
        for (int i = 0; i < bits; i++) file.flip(gen.between(at, end - 1), gen.between(0, 7));
        return true;
    }

    /** A whole durable sector becomes noise or zeros. False if there is no byte yet. */
    boolean spoil(Gen gen) {
        List<Inode> candidates = lasting();
        if (candidates.isEmpty()) return false;
        Inode file = gen.pick(candidates);
        int at = gen.between(0, sectors(file) - 1) * SectorFile.SECTOR;
        byte[] noise = gen.flag() ? new byte[SectorFile.SECTOR] : gen.bytes(SectorFile.SECTOR);
        file.bytes.land(ByteBuffer.wrap(noise), at);
        return true;
    }

    /**
     * Bytes that were meant for this place come down in another sector of the file, or of any
     * other. False if there is none yet.
     */
    boolean land(ByteBuffer bytes, SectorFile meantFor, int position, Gen gen) {
        List<Inode> candidates = lasting();
        int meantSector = position / SectorFile.SECTOR;
        candidates.removeIf(file -> file.bytes == meantFor && sectors(file) == 1);
        if (candidates.isEmpty()) return false;
        Inode file = gen.pick(candidates);
        int sector = gen.between(0, sectors(file) - 1);
        if (file.bytes == meantFor && sector == meantSector) sector += sector == 0 ? 1 : -1;
        file.bytes.land(bytes, sector * SectorFile.SECTOR + position % SectorFile.SECTOR);
        return true;
    }

    private static int sectors(Inode file) {
        return 1 + (file.bytes.durableLength() - 1) / SectorFile.SECTOR;
    }

    /** Files with something on the platter. */
    private List<Inode> lasting() {
        List<Inode> files = new ArrayList<>(files());
        files.removeIf(file -> file.bytes.durableLength() == 0);
        return files;
    }

    /** Loses names, then what their files had not yet synced. */
    void crash(Survival how, Gen gen) {
        crashNames(how == Survival.DRAWN ? gen.pick(NAME_FATES) : how, gen);
        for (Inode file : files(root, new ArrayList<>())) {
            file.bytes.crash(how == Survival.DRAWN ? gen.pick(FILE_FATES) : how, gen);
        }
    }

    private static final List<Survival> NAME_FATES =
            List.of(Survival.ALL, Survival.NONE, Survival.PREFIX, Survival.SUBSET);
    private static final List<Survival> FILE_FATES =
            List.of(
                    Survival.ALL,
                    Survival.NONE,
                    Survival.PREFIX,
                    Survival.TORN,
                    Survival.SUBSET,
                    Survival.ZEROED);

    private void crashNames(Survival how, Gen gen) {
        switch (how) {
            case ALL, ZEROED -> pending.forEach(NameChange::persist);
            case NONE -> {}
            case PREFIX, TORN ->
                    pending.subList(0, gen.between(0, pending.size())).forEach(NameChange::persist);
            case SUBSET -> {
                for (NameChange change : pending) {
                    if (gen.flag()) change.persist();
                }
            }
            case DRAWN -> throw Check.unreachable("drawn before");
        }
        pending.clear();
        forgetNames(root);
    }

    private static void forgetNames(Inode folder) {
        folder.names.clear();
        folder.names.putAll(folder.durableNames);
        for (Inode inside : folder.names.values()) forgetNames(inside);
    }

    /** Every file, in the order of names. */
    List<Inode> files() {
        return files(root, new ArrayList<>());
    }

    private static List<Inode> files(Inode at, List<Inode> found) {
        if (!at.isFolder) found.add(at);
        for (Inode inside : at.names.values()) files(inside, found);
        return found;
    }

    /** Sum of the lengths of all files that have a name. */
    long usedBytes() {
        long sum = 0;
        for (Inode file : files()) sum += file.bytes.length();
        return sum;
    }

    private Place place(String name) throws IOException {
        List<String> parts = parts(name);
        Check.that(!parts.isEmpty(), "the data directory itself stays");
        if (parts.getLast().length() > NAME_BYTES_MAX) {
            throw new IOException(name + ": file name too long");
        }
        int slash = name.lastIndexOf('/');
        return new Place(folder(slash < 0 ? "" : name.substring(0, slash)), parts.getLast());
    }

    private static List<String> parts(String name) {
        if (name.isEmpty()) return List.of();
        List<String> parts = List.of(name.split("/", -1));
        for (String part : parts) {
            if (part.isEmpty() || part.equals("..") || part.equals(".")) {
                throw new BrokenInvariant("names are relative and without dots: " + name);
            }
        }
        return parts;
    }
}
