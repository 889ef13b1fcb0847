/** RecordBatch v2: layout, building, reading, checking and compression. Bytes only; no I/O. */
module io.skein.records {
    requires static org.jspecify;
    requires io.skein.foundation;
    requires com.github.luben.zstd_jni;
    requires org.lz4.java;
    requires org.xerial.snappy;

    exports io.skein.records;
}
