package io.skein.server.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.skein.protocol.v1.IncomingMessage;
import io.skein.protocol.v1.MessageHeader;
import io.skein.protocol.v1.ReadMessagesResponse;
import io.skein.records.Batch;
import io.skein.records.DecompressionBound;
import io.skein.records.Header;
import io.skein.records.Payload;
import io.skein.records.RecordReader;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import java.nio.ByteBuffer;

/** Batches taken apart into messages, as many as were asked for. */
sealed interface MessagePage {
    /** What was found; possibly nothing. */
    record Messages(ReadMessagesResponse response) implements MessagePage {}

    /** The very first batch cannot be taken apart. */
    record Damaged(Refusal refusal) implements MessagePage {}

    /** Messages from {@code offset} on; at least one, if there is one. Pure. */
    static MessagePage of(Batches read, long offset, int messagesMax, int bytesMax) {
        Reader reader = new Reader(read, offset, messagesMax, bytesMax);
        for (ByteBuffer slice : read.batches()) {
            int at = slice.position();
            while (at < slice.limit()) {
                if (!reader.take(slice, at)) return reader.page();
                at += (int) Batch.sizeBytes(slice, at);
            }
        }
        return reader.page();
    }

    /** Collects one page; used once. */
    final class Reader {
        // Tags, lengths, offset and timestamp of one message.
        private static final int MESSAGE_OVERHEAD_BYTES = 32;

        private final ReadMessagesResponse.Builder found = ReadMessagesResponse.newBuilder();
        private final int messagesMax;
        private final int bytesMax;
        private long next;
        private long bytes;
        private String damage = "";

        private Reader(Batches read, long offset, int messagesMax, int bytesMax) {
            this.messagesMax = messagesMax;
            this.bytesMax = bytesMax;
            this.next = offset;
            found.setHighWatermark(read.offsets().highWatermark());
            found.setLogStartOffset(read.offsets().logStart());
        }

        /** Takes what fits of one batch; false if nothing after it is to be taken. */
        private boolean take(ByteBuffer slice, int at) {
            long after = Batch.nextOffset(slice, at);
            // A batch of marks for the log itself holds nothing for a reader.
            if (!Batch.isControl(slice, at)) {
                RecordReader records = RecordReader.open(slice, at, DecompressionBound.DEFAULT);
                while (records.next()) {
                    if (records.offset() >= next && !add(records)) return false;
                }
                if (records.fault().isPresent()) {
                    damage = records.fault().get().toString();
                    return false;
                }
            }
            next = Math.max(next, after);
            return true;
        }

        private boolean add(RecordReader records) {
            IncomingMessage message = message(records);
            long size = (long) message.getSerializedSize() + MESSAGE_OVERHEAD_BYTES;
            boolean first = found.getMessagesCount() == 0;
            boolean full = found.getMessagesCount() == messagesMax || bytes + size > bytesMax;
            if (full && !first) return false;
            found.addMessages(message);
            bytes += size;
            next = message.getOffset() + 1;
            return true;
        }

        private static IncomingMessage message(RecordReader records) {
            IncomingMessage.Builder message =
                    IncomingMessage.newBuilder()
                            .setOffset(records.offset())
                            .setTimestampMillis(records.timestampMillis());
            if (!records.key().isAbsent()) message.setKey(bytes(records.key()));
            if (!records.value().isAbsent()) message.setValue(bytes(records.value()));
            for (Header header : records.headers()) {
                MessageHeader.Builder entry = MessageHeader.newBuilder().setName(header.key());
                if (!header.value().isAbsent()) entry.setValue(bytes(header.value()));
                message.addHeaders(entry);
            }
            return message.build();
        }

        /** A stored batch never changes, so the message may look into it instead of copying. */
        private static ByteString bytes(Payload payload) {
            return UnsafeByteOperations.unsafeWrap(payload.asBuffer());
        }

        private MessagePage page() {
            if (!damage.isEmpty() && found.getMessagesCount() == 0) {
                return new Damaged(
                        Refusal.definite(
                                Why.CORRUPT_BATCH,
                                "the batch at offset " + next + " cannot be read: " + damage));
            }
            return new Messages(found.setNextOffset(next).build());
        }
    }
}
