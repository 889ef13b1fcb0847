package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.DiskFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * File handles of one lane, the longest unused closed first. A file is held, and not closed, while
 * something written to it waits for its sync: an error of the write-back is told only to handles
 * that were open when it happened. There may be more than allowed only while that many are held.
 */
final class OpenFiles {
    private static final float LOAD = 0.75f;

    private final Disk disk;
    private final int filesMax;
    private final LinkedHashMap<String, DiskFile> open = new LinkedHashMap<>(16, LOAD, true);
    private final Set<String> held = new HashSet<>();

    OpenFiles(Disk disk, int filesMax) {
        this.disk = disk;
        this.filesMax = filesMax;
    }

    Disk disk() {
        return disk;
    }

    DiskFile get(String name) throws IOException {
        DiskFile known = open.get(name);
        if (known != null) return known;
        trimTo(filesMax - 1);
        DiskFile opened = disk.open(name);
        open.put(name, opened);
        return opened;
    }

    DiskFile create(String name) throws IOException {
        trimTo(filesMax - 1);
        DiskFile created = disk.create(name);
        open.put(name, created);
        return created;
    }

    boolean isOpen(String name) {
        return open.containsKey(name);
    }

    /** Whether as many are held as there may be. */
    boolean isFull() {
        return held.size() >= filesMax;
    }

    /** Keeps an open file open, until it is released or closed by name. */
    void hold(String name) {
        held.add(name);
    }

    void release(String name) {
        held.remove(name);
    }

    void trim() throws IOException {
        trimTo(filesMax);
    }

    private void trimTo(int count) throws IOException {
        if (open.size() <= count) return;
        Iterator<Map.Entry<String, DiskFile>> eldest = open.entrySet().iterator();
        while (open.size() > count && eldest.hasNext()) {
            Map.Entry<String, DiskFile> each = eldest.next();
            if (held.contains(each.getKey())) continue;
            eldest.remove();
            each.getValue().close();
        }
    }

    void close(String name) throws IOException {
        held.remove(name);
        DiskFile known = open.remove(name);
        if (known != null) known.close();
    }

    /** Closes all files of a folder. */
    void closeFolder(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : open.keySet()) {
            if (name.startsWith(folder + "/")) names.add(name);
        }
        for (String name : names) close(name);
    }

    /** Closes what is not held of these folders. */
    void closeIdle(Set<String> folders) throws IOException {
        Iterator<Map.Entry<String, DiskFile>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, DiskFile> each = all.next();
            String name = each.getKey();
            String folder = name.substring(0, Math.max(0, name.lastIndexOf('/')));
            if (!folders.contains(folder) || held.contains(name)) continue;
            all.remove();
            each.getValue().close();
        }
    }

    void closeAll() throws IOException {
        for (String name : List.copyOf(open.keySet())) close(name);
    }
}
