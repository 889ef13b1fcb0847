package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.skein.protocol.internal.v1.ForwardAppended;
import io.skein.protocol.internal.v1.ForwardBatches;
import io.skein.protocol.internal.v1.ForwardDeleted;
import io.skein.protocol.internal.v1.ForwardEntry;
import io.skein.protocol.internal.v1.ForwardFound;
import io.skein.protocol.internal.v1.ForwardOffsets;
import io.skein.records.Batch;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.Refusal;
import io.skein.server.wire.RefusalWire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What leaders answer to what was passed on, on the wire. What cannot be read is empty. */
final class ForwardAnswers {
    private ForwardAnswers() {}

    static void write(Answer<PartitionReply> answer, ForwardEntry.Builder entry) {
        switch (answer) {
            case Answer.Done<PartitionReply>(PartitionReply reply) -> write(reply, entry);
            case Answer.Refused<PartitionReply>(Refusal why) ->
                    entry.setRefused(RefusalWire.write(why));
        }
    }

    private static void write(PartitionReply reply, ForwardEntry.Builder entry) {
        switch (reply) {
            case Appended appended -> {
                ForwardAppended.Builder told =
                        ForwardAppended.newBuilder()
                                .setBaseOffset(appended.baseOffset())
                                .setDurable(appended.agreed())
                                .setLogStartOffset(appended.logStartOffset());
                appended.appendTimeMillis().ifPresent(told::setAppendTimeMillis);
                entry.setAppended(told);
            }
            case Batches batches -> entry.setBatches(write(batches));
            case Offsets offsets -> entry.setOffsets(write(offsets));
            case FoundTime(long offset, OptionalLong timestampMillis) -> {
                ForwardFound.Builder found = ForwardFound.newBuilder().setOffset(offset);
                timestampMillis.ifPresent(found::setTimestampMillis);
                entry.setFound(found);
            }
            case RecordsDeleted(long logStart) ->
                    entry.setDeleted(ForwardDeleted.newBuilder().setLogStartOffset(logStart));
        }
    }

    private static ForwardBatches.Builder write(Batches read) {
        ForwardBatches.Builder told =
                ForwardBatches.newBuilder()
                        .setNextOffset(read.nextOffset())
                        .setOffsets(write(read.offsets()));
        for (ByteBuffer one : read.batches()) told.addBatches(UnsafeByteOperations.unsafeWrap(one));
        return told;
    }

    private static ForwardOffsets.Builder write(Offsets offsets) {
        return ForwardOffsets.newBuilder()
                .setLogStartOffset(offsets.logStart())
                .setHighWatermark(offsets.highWatermark())
                .setMoreMayBeAgreed(!offsets.known());
    }

    static Optional<Answer<PartitionReply>> read(ForwardEntry entry) {
        return switch (entry.getContentCase()) {
            case REFUSED -> Optional.of(Answer.refused(RefusalWire.read(entry.getRefused())));
            case APPENDED -> done(appended(entry.getAppended()));
            case BATCHES -> batches(entry.getBatches()).flatMap(ForwardAnswers::done);
            case OFFSETS -> done(offsets(entry.getOffsets()));
            case FOUND -> done(found(entry.getFound()));
            case DELETED -> done(new RecordsDeleted(entry.getDeleted().getLogStartOffset()));
            default -> Optional.empty();
        };
    }

    private static Optional<Answer<PartitionReply>> done(PartitionReply reply) {
        return Optional.of(Answer.done(reply));
    }

    private static Appended appended(ForwardAppended told) {
        OptionalLong time =
                told.hasAppendTimeMillis()
                        ? OptionalLong.of(told.getAppendTimeMillis())
                        : OptionalLong.empty();
        return new Appended(
                told.getBaseOffset(), told.getDurable(), time, told.getLogStartOffset());
    }

    private static Optional<Batches> batches(ForwardBatches told) {
        List<ByteBuffer> batches = new ArrayList<>(told.getBatchesCount());
        for (ByteString one : told.getBatchesList()) {
            ByteBuffer some = one.asReadOnlyByteBuffer();
            if (!isWhole(some)) return Optional.empty();
            batches.add(some);
        }
        return Optional.of(new Batches(batches, told.getNextOffset(), offsets(told.getOffsets())));
    }

    /** Whoever takes them apart goes by the lengths they tell. */
    private static boolean isWhole(ByteBuffer batches) {
        int at = batches.position();
        while (at < batches.limit()) {
            boolean hasHeader = batches.limit() - at >= Batch.HEADER_BYTES;
            long size = hasHeader ? Batch.sizeBytes(batches, at) : 0;
            if (size < Batch.HEADER_BYTES || size > batches.limit() - at) return false;
            at += (int) size;
        }
        return true;
    }

    private static Offsets offsets(ForwardOffsets told) {
        return new Offsets(
                told.getLogStartOffset(), told.getHighWatermark(), !told.getMoreMayBeAgreed());
    }

    private static FoundTime found(ForwardFound told) {
        OptionalLong time =
                told.hasTimestampMillis()
                        ? OptionalLong.of(told.getTimestampMillis())
                        : OptionalLong.empty();
        return new FoundTime(told.getOffset(), time);
    }
}
