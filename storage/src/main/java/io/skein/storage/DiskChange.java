package io.skein.storage;

import io.skein.foundation.world.Disk;
import java.io.IOException;

/** A change to files outside any log's segments, made on the commit lane. */
@FunctionalInterface
interface DiskChange {
    void make(Disk disk) throws IOException;
}
