package io.skein.simulation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file or folder, apart from its name, which lies in the folder around it. Owned by its tree. */
final class Inode {
    final boolean isFolder;
    final SectorFile bytes;

    /** What is in this folder, for processes and on the platter. */
    final SortedMap<String, Inode> names = new TreeMap<>();

    final SortedMap<String, Inode> durableNames = new TreeMap<>();

    /** Where this is on the platter: in one place at most. */
    Optional<Place> durablePlace = Optional.empty();

    Optional<SimHost> lockedBy = Optional.empty();

    Inode(boolean isFolder, SectorFile bytes) {
        this.isFolder = isFolder;
        this.bytes = bytes;
    }

    /** A name in a folder. */
    record Place(Inode folder, String name) {}
}
