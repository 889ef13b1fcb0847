/** RecordBatch v2: layout, building, reading, checking and compression. Bytes only; no I/O. */
module io.skein.records {
    requires static org.jspecify;
    requires io.skein.foundation;
    requires com.github.luben.zstd_jni;

    exports io.skein.records;
}
