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
 * File handles of one lane, the longest unused closed first, and closed when idle. A file is held,
 * and not closed, while something written to it waits for its sync: an error of the write-back is
 * told only to handles that were open when it happened. There may be more than allowed only while
 * that many are held.
 */
final class OpenFiles {
    private static final float LOAD = 0.75f;

    private final Disk disk;
    private final int filesMax;
    private final LinkedHashMap<String, Handle> open = new LinkedHashMap<>(16, LOAD, true);
    private final Set<String> held = new HashSet<>();

    private static final class Handle {
        final DiskFile file;
        boolean isUsed = true;

        Handle(DiskFile file) {
            this.file = file;
        }
    }

    OpenFiles(Disk disk, int filesMax) {
        this.disk = disk;
        this.filesMax = filesMax;
    }

    Disk disk() {
        return disk;
    }

    DiskFile get(String name) throws IOException {
        Handle known = open.get(name);
        if (known != null) {
            known.isUsed = true;
            return known.file;
        }
        trimTo(filesMax - 1);
        return add(name, disk.open(name));
    }

    DiskFile create(String name) throws IOException {
        trimTo(filesMax - 1);
        return add(name, disk.create(name));
    }

    private DiskFile add(String name, DiskFile file) {
        open.put(name, new Handle(file));
        return file;
    }

    boolean isEmpty() {
        return open.isEmpty();
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
        Iterator<Map.Entry<String, Handle>> eldest = open.entrySet().iterator();
        while (open.size() > count && eldest.hasNext()) {
            Map.Entry<String, Handle> each = eldest.next();
            if (held.contains(each.getKey())) continue;
            eldest.remove();
            each.getValue().file.close();
        }
    }

    void close(String name) throws IOException {
        held.remove(name);
        Handle known = open.remove(name);
        if (known != null) known.file.close();
    }

    /** Closes all files of a folder. */
    void closeFolder(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : open.keySet()) {
            if (name.startsWith(folder + "/")) names.add(name);
        }
        for (String name : names) close(name);
    }

    /** Time has passed: closes what was not used since the last time, and is not held. */
    void closeIdle() throws IOException {
        Iterator<Map.Entry<String, Handle>> all = open.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Handle> each = all.next();
            Handle handle = each.getValue();
            boolean isNeeded = handle.isUsed || held.contains(each.getKey());
            handle.isUsed = false;
            if (isNeeded) continue;
            all.remove();
            handle.file.close();
        }
    }

    void closeAll() throws IOException {
        for (String name : List.copyOf(open.keySet())) close(name);
    }
}
