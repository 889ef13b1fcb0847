package io.skein.foundation.world;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One data directory. Only committer, reader and sweeper lanes hold one; every call blocks the lane
 * it is made on, and in the simulator each call is a point at which the power may go.
 *
 * <p>Names are relative, with {@code /} between parts; a part is never empty, {@code .} or {@code
 * ..}. Any other name is a bug of ours, since names that come from outside are checked before.
 *
 * <p><b>What is durable when.</b> Bytes and length of a file: once {@link DiskFile#sync} of that
 * file has returned. The existence of a name, a rename or a deletion: once {@link #syncDirectory}
 * of the directory that holds it has returned. Everything else may or may not survive a power cut,
 * each sector and each name by itself, in any order. It all survives the death of the process
 * alone.
 *
 * <p>A failed sync, {@link SyncFailed}, is final: what it covered may be gone although later syncs
 * succeed, so nothing may be promised about it any more. A full disk shows as {@link DiskFull}
 * wherever something is made, written or renamed, but never from a sync; anything else as {@link
 * IOException}.
 *
 * <p>The data directory itself need not exist: until something is made in it, it lists as empty.
 */
public interface Disk {
    /** Opens a file that exists; {@link java.nio.file.NoSuchFileException} if it does not. */
    DiskFile open(String name) throws IOException;

    /**
     * Makes an empty file; {@link java.nio.file.FileAlreadyExistsException} if the name is taken.
     * Its directory must exist, unless it is the data directory.
     */
    DiskFile create(String name) throws IOException;

    /** Whether a file or directory has this name. */
    boolean exists(String name) throws IOException;

    /** Makes a directory and its parents; nothing happens if it is there. */
    void makeDirectory(String name) throws IOException;

    /**
     * Names of the files and directories in a directory, sorted, without the directory's own; the
     * data directory itself is {@code ""}.
     */
    List<String> list(String directory) throws IOException;

    /** Whether the name is that of a directory. */
    boolean isDirectory(String name) throws IOException;

    /** Gives a file or directory another name at once; a file of that name is replaced. */
    void rename(String from, String to) throws IOException;

    /**
     * Removes a file or an empty directory; {@link java.nio.file.NoSuchFileException} if absent.
     */
    void delete(String name) throws IOException;

    /** Makes creations, renames and deletions in this directory durable. */
    void syncDirectory(String name) throws IOException;

    /**
     * Syncs these files, whose bytes nobody else is writing, and these directories, in any order:
     * what {@link DiskFile#sync} and {@link #syncDirectory} of each would do, but in less time
     * where there are many. If it throws, so might have each.
     */
    default void syncAll(List<String> files, List<String> directories) throws IOException {
        for (String name : files) {
            try (DiskFile file = open(name)) {
                file.sync();
            }
        }
        for (String name : directories) syncDirectory(name);
    }

    /** Bytes that can still be written. */
    long freeBytes() throws IOException;

    /** Bytes that could be written if the disk were empty; never less than are free. */
    long totalBytes() throws IOException;

    /**
     * Takes a file's lock for this process, making the file if needed; {@link DiskLocked} if
     * another holds it. It ends with the process at the latest. Nobody opens this file otherwise:
     * some systems give up a process's locks as soon as it closes any handle of the file.
     */
    DiskLock lock(String name) throws IOException;

    /** Where this directory is, for messages to people. */
    String place();

    /**
     * Which run of the machine this is; empty if nobody can tell. While it stays the same, a new
     * process may still find in memory what never reached the disk, even after a failed sync.
     */
    Optional<String> bootId();

    /** A held lock. */
    interface DiskLock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** There is no room for what was to be written; part of it may have been. */
    final class DiskFull extends IOException {
        private static final long serialVersionUID = 1L;

        public DiskFull(String message) {
            super(message);
        }
    }

    /** What a file holds could not be had; nothing has changed. */
    final class ReadFailed extends IOException {
        private static final long serialVersionUID = 1L;

        public ReadFailed(IOException cause) {
            super(cause);
        }
    }

    /** What was to become durable may be gone, and from memory too. */
    final class SyncFailed extends IOException {
        private static final long serialVersionUID = 1L;

        public SyncFailed(IOException cause) {
            super(cause);
        }
    }

    /** Another process, or another node in this one, holds the lock. */
    final class DiskLocked extends IOException {
        private static final long serialVersionUID = 1L;

        public DiskLocked(String message) {
            super(message);
        }
    }
}
