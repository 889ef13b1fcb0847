package io.skein.server.adapter;

import com.google.protobuf.UnsafeByteOperations;
import io.skein.foundation.PartitionId;
import io.skein.protocol.internal.v1.ForwardAppend;
import io.skein.protocol.internal.v1.ForwardBounds;
import io.skein.protocol.internal.v1.ForwardDeletion;
import io.skein.protocol.internal.v1.ForwardEntry;
import io.skein.protocol.internal.v1.ForwardRead;
import io.skein.protocol.internal.v1.ForwardTime;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Requests that are passed on, on the wire. What cannot be read, or makes no sense, is empty. */
final class ForwardAsks {
    private ForwardAsks() {}

    static void write(Asked asked, ForwardEntry.Builder entry) {
        entry.setRequestId(asked.id()).setPartition(ClaimWire.name(asked.partition()));
        switch (asked.request()) {
            case Append append ->
                    entry.setAppend(
                            ForwardAppend.newBuilder()
                                    .setRun(asked.run())
                                    .setAcks(acks(append.acks()))
                                    .setBatch(UnsafeByteOperations.unsafeWrap(append.batch())));
            case Read read -> entry.setRead(write(read));
            case Bounds() -> entry.setBounds(ForwardBounds.getDefaultInstance());
            case OffsetForTime(long timestampMillis) ->
                    entry.setTime(ForwardTime.newBuilder().setTimestampMillis(timestampMillis));
            case DeleteRecords(OptionalLong before) -> {
                ForwardDeletion.Builder deletion = ForwardDeletion.newBuilder();
                before.ifPresent(deletion::setBeforeOffset);
                entry.setDeletion(deletion);
            }
        }
    }

    private static ForwardRead.Builder write(Read read) {
        ForwardRead.Builder told =
                ForwardRead.newBuilder()
                        .setOffset(read.offset())
                        .setBytesMax(read.bytesMax())
                        .setWaitNanos(read.waitNanos());
        if (read.lastEpoch() != Read.NO_EPOCH) told.setLastEpoch(read.lastEpoch());
        return told;
    }

    private static io.skein.protocol.v1.Acks acks(Acks acks) {
        return switch (acks) {
            case NONE -> io.skein.protocol.v1.Acks.ACKS_NONE;
            case LEADER -> io.skein.protocol.v1.Acks.ACKS_LEADER;
            case ALL -> io.skein.protocol.v1.Acks.ACKS_ALL;
        };
    }

    static Optional<Asked> read(ForwardEntry entry) {
        Optional<List<PartitionId>> named = ClaimWire.named(List.of(entry.getPartition()));
        Optional<PartitionRequest<?>> request = request(entry);
        if (named.isEmpty() || request.isEmpty()) return Optional.empty();
        long run = entry.getAppend().getRun();
        PartitionId partition = named.get().getFirst();
        return Optional.of(new Asked(entry.getRequestId(), run, partition, request.get()));
    }

    private static Optional<PartitionRequest<?>> request(ForwardEntry entry) {
        return switch (entry.getContentCase()) {
            case APPEND -> append(entry.getAppend());
            case READ -> read(entry.getRead());
            case BOUNDS -> Optional.of(new Bounds());
            case TIME -> Optional.of(new OffsetForTime(entry.getTime().getTimestampMillis()));
            case DELETION -> deletion(entry.getDeletion());
            default -> Optional.empty();
        };
    }

    private static Optional<PartitionRequest<?>> append(ForwardAppend told) {
        Optional<Acks> acks =
                switch (told.getAcks()) {
                    case ACKS_NONE -> Optional.of(Acks.NONE);
                    case ACKS_LEADER -> Optional.of(Acks.LEADER);
                    case ACKS_ALL -> Optional.of(Acks.ALL);
                    case ACKS_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                };
        ByteBuffer batch = ByteBuffer.wrap(told.getBatch().toByteArray());
        return acks.map(wanted -> new Append(batch, wanted));
    }

    private static Optional<PartitionRequest<?>> read(ForwardRead told) {
        int lastEpoch = told.hasLastEpoch() ? told.getLastEpoch() : Read.NO_EPOCH;
        boolean makesSense =
                told.getOffset() >= 0
                        && told.getBytesMax() > 0
                        && told.getWaitNanos() >= 0
                        && lastEpoch >= Read.NO_EPOCH;
        if (!makesSense) return Optional.empty();
        return Optional.of(
                new Read(told.getOffset(), told.getBytesMax(), told.getWaitNanos(), lastEpoch));
    }

    private static Optional<PartitionRequest<?>> deletion(ForwardDeletion told) {
        if (!told.hasBeforeOffset()) {
            return Optional.of(new DeleteRecords(OptionalLong.empty()));
        }
        return Optional.<PartitionRequest<?>>of(
                        new DeleteRecords(OptionalLong.of(told.getBeforeOffset())))
                .filter(_ -> told.getBeforeOffset() >= 0);
    }
}
