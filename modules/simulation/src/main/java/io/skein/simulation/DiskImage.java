package io.skein.simulation;

/**
 * What lay on the platter of a disk at some time, to bring it back later: the snapshot of a virtual
 * machine, or the backup that somebody restores. Never changes.
 */
public final class DiskImage {
    private final FileTree tree;

    DiskImage(FileTree tree) {
        this.tree = tree;
    }

    /** A tree of its own for whoever writes to it. */
    FileTree copy() {
        return tree.durableCopy();
    }
}
