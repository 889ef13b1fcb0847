/**
 * Segment files: logs, their indexes, group commit and recovery. Depends on foundation and records.
 */
module io.skein.storage {
    requires static org.jspecify;
    requires transitive io.skein.foundation;
    requires io.skein.records;

    exports io.skein.storage;
    exports io.skein.storage.inspect;
}
