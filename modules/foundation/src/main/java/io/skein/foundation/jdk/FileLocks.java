package io.skein.foundation.jdk;

import io.skein.foundation.world.Disk.DiskLock;
import io.skein.foundation.world.Disk.DiskLocked;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Locks against other processes, and against other nodes in this one.
 *
 * <p>POSIX drops all locks a process has on a file as soon as it closes <em>any</em> handle of that
 * file. So whoever tries in vain must not even open it: he would free it for the whole world when
 * he closes it. Who holds what in this process is therefore kept where the process keeps such
 * facts, its system properties, and asked before opening.
 */
final class FileLocks {
    /** Kept from being collected: a handle that is gone frees its inode for a file of anybody's. */
    private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

    private FileLocks() {}

    /** Locks a file that exists. */
    static DiskLock take(Path path) throws IOException {
        String mark = "io.skein.locked:" + identity(path);
        if (System.getProperties().putIfAbsent(mark, path.toString()) != null) {
            throw new DiskLocked(path + " is held by another node in this process");
        }
        try {
            FileChannel channel = lockedChannel(path);
            HELD.add(channel);
            return () -> release(channel, mark);
        } catch (IOException failed) {
            System.getProperties().remove(mark);
            throw failed;
        }
    }

    private static void release(FileChannel channel, String mark) throws IOException {
        // Released twice, it would take away the mark of whoever came next.
        if (!channel.isOpen()) return;
        channel.close();
        HELD.remove(channel);
        System.getProperties().remove(mark);
    }

    /** Device and inode where the system has them: two paths may lead to one file. */
    private static String identity(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath().toString() : key.toString();
    }

    private static FileChannel lockedChannel(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return channel;
        } catch (OverlappingFileLockException heldHere) {
            channel.close();
            throw new DiskLocked(path + " is held by another part of this process");
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
        channel.close();
        throw new DiskLocked(path + " is held by another process");
    }
}
