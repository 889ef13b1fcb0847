package io.skein.server.metadata;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How records are written into the metadata log and read from it; what it is, others know. A
 * snapshot is the records that make its image from nothing, each behind its length (4 B).
 */
public record RecordFormat(
        Function<MetadataRecord, byte[]> encode, Function<ByteBuffer, MetadataRecord> decode) {
    /** A new buffer with all of the image but its offset. */
    public ByteBuffer write(MetadataImage image) {
        List<byte[]> records = new ArrayList<>();
        long bytes = 0;
        for (MetadataRecord record : image.records()) {
            byte[] encoded = encode.apply(record);
            records.add(encoded);
            bytes += Integer.BYTES + encoded.length;
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bytes));
        for (byte[] record : records) all.putInt(record.length).put(record);
        return all.flip();
    }

    /** The image of {@link #write}, whose bytes have been checked, at that offset. */
    public MetadataImage read(ByteBuffer all, long offset) {
        List<MetadataRecord> records = new ArrayList<>();
        while (all.hasRemaining()) {
            int length = all.getInt();
            Check.that(length >= 0 && length <= all.remaining(), "a record is whole", length);
            records.add(decode.apply(all.slice(all.position(), length)));
            all.position(all.position() + length);
        }
        return Replay.apply(MetadataImage.EMPTY, records, offset);
    }
}
