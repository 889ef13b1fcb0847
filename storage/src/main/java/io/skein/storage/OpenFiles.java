package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * File handles of one lane, the longest unused closed first. Between {@link #trim} calls there may
 * be more than allowed, so that no file is closed while something written to it waits for its sync:
 * an error of the write-back is told only to handles that were open when it happened.
 */
final class OpenFiles {
    private static final float LOAD = 0.75f;

    private final Disk disk;
    private final int filesMax;
    private final LinkedHashMap<String, DiskFile> open = new LinkedHashMap<>(16, LOAD, true);

    OpenFiles(Disk disk, int filesMax) {
        this.disk = disk;
        this.filesMax = filesMax;
    }

    DiskFile get(String name) throws IOException {
        DiskFile held = open.get(name);
        if (held != null) return held;
        DiskFile opened = disk.open(name);
        open.put(name, opened);
        return opened;
    }

    DiskFile create(String name) throws IOException {
        DiskFile created = disk.create(name);
        open.put(name, created);
        return created;
    }

    boolean isOpen(String name) {
        return open.containsKey(name);
    }

    boolean isFull() {
        return open.size() >= filesMax;
    }

    void trim() throws IOException {
        while (open.size() > filesMax) {
            Map.Entry<String, DiskFile> eldest = open.firstEntry();
            open.remove(eldest.getKey());
            eldest.getValue().close();
        }
    }

    void close(String name) throws IOException {
        DiskFile held = open.remove(name);
        if (held != null) held.close();
    }

    /** Closes all files of a folder. */
    void closeFolder(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : open.keySet()) {
            if (name.startsWith(folder + "/")) names.add(name);
        }
        for (String name : names) close(name);
    }

    void closeAll() throws IOException {
        for (String name : List.copyOf(open.keySet())) close(name);
    }
}
