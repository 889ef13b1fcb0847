package io.skein.server.metadata;

import java.nio.ByteBuffer;
import java.util.function.Function;

/** How records are written into the metadata log and read from it; what it is, others know. */
public record RecordFormat(
        Function<MetadataRecord, byte[]> encode, Function<ByteBuffer, MetadataRecord> decode) {}
