package io.skein.server.adapter;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.skein.foundation.EpochTrail;
import io.skein.foundation.PartitionId;
import io.skein.protocol.Wire;
import io.skein.protocol.internal.v1.ReplicaAgrees;
import io.skein.protocol.internal.v1.ReplicaAttach;
import io.skein.protocol.internal.v1.ReplicaBeat;
import io.skein.protocol.internal.v1.ReplicaConfirmed;
import io.skein.protocol.internal.v1.ReplicaDetach;
import io.skein.protocol.internal.v1.ReplicaDiverges;
import io.skein.protocol.internal.v1.ReplicaEntry;
import io.skein.protocol.internal.v1.ReplicaFollower;
import io.skein.protocol.internal.v1.ReplicaJudged;
import io.skein.protocol.internal.v1.ReplicaMarked;
import io.skein.protocol.internal.v1.ReplicaPushed;
import io.skein.protocol.internal.v1.ReplicaTurnReason;
import io.skein.protocol.internal.v1.ReplicaTurned;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.MarkOf;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.server.replication.ReplicaMessage.Why;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What replicas say to each other, on the wire. */
public final class ReplicaCodec implements MessageCodec<ReplicaMessage> {
    @Override
    public byte[] encode(ReplicaMessage message) {
        ReplicaEntry.Builder entry = ReplicaEntry.newBuilder();
        switch (message) {
            case ReplicaMessage.Follower(int node, var run) ->
                    entry.setFollower(
                            ReplicaFollower.newBuilder()
                                    .setNodeId(node)
                                    .setIncarnation(Wire.bytes(run)));
            case ReplicaMessage.Attach attach -> entry.setAttach(write(attach));
            case ReplicaMessage.Detach(long number) ->
                    entry.setDetach(ReplicaDetach.newBuilder().setNumber(number));
            case ReplicaMessage.Confirmed(List<Progress> each) -> {
                ReplicaConfirmed.Builder all = ReplicaConfirmed.newBuilder();
                for (Progress one : each) {
                    all.addNumbers(one.number()).addDurableOffsets(one.durable());
                }
                entry.setConfirmed(all);
            }
            case ReplicaMessage.Judged judged -> entry.setJudged(write(judged));
            case ReplicaMessage.Turned(long number, Why why) ->
                    entry.setTurned(
                            ReplicaTurned.newBuilder().setNumber(number).setReason(reason(why)));
            case ReplicaMessage.Pushed pushed -> entry.setPushed(write(pushed));
            case ReplicaMessage.Marked(List<MarkOf> each) -> {
                ReplicaMarked.Builder all = ReplicaMarked.newBuilder();
                for (MarkOf one : each) {
                    all.addNumbers(one.number())
                            .addHighWatermarks(one.mark().agreed())
                            .addLogStartOffsets(one.mark().logStart());
                }
                entry.setMarked(all);
            }
            case ReplicaMessage.Beat() -> entry.setBeat(ReplicaBeat.getDefaultInstance());
        }
        return entry.build().toByteArray();
    }

    private static ReplicaAttach.Builder write(ReplicaMessage.Attach attach) {
        return ReplicaAttach.newBuilder()
                .setNumber(attach.number())
                .setTopicId(Wire.bytes(attach.partition().topic()))
                .setPartition(attach.partition().number())
                .setLeaderEpoch(attach.leaderEpoch())
                .setEndOffset(attach.at().end())
                .setLastEpoch(attach.at().epoch())
                .setDurableOffset(attach.durable())
                .setCopy(attach.copy());
    }

    private static ReplicaJudged.Builder write(ReplicaMessage.Judged judged) {
        ReplicaJudged.Builder all = ReplicaJudged.newBuilder().setNumber(judged.number());
        return switch (judged.verdict()) {
            case Lineage.Verdict.Agrees() -> all.setAgrees(ReplicaAgrees.getDefaultInstance());
            case Lineage.Verdict.Diverges(var ours) ->
                    all.setDiverges(
                            ReplicaDiverges.newBuilder()
                                    .setEpoch(ours.epoch())
                                    .setEndOffset(ours.endOffset()));
            case Lineage.Verdict.BeginsAt(long start) -> all.setBeginsAt(start);
        };
    }

    private static ReplicaPushed.Builder write(ReplicaMessage.Pushed pushed) {
        ReplicaPushed.Builder all =
                ReplicaPushed.newBuilder()
                        .setNumber(pushed.number())
                        .setHighWatermark(pushed.mark().agreed())
                        .setLogStartOffset(pushed.mark().logStart());
        for (ByteBuffer batch : pushed.batches()) {
            all.addBatches(UnsafeByteOperations.unsafeWrap(batch));
        }
        return all;
    }

    private static ReplicaTurnReason reason(Why why) {
        return switch (why) {
            case NOT_LEADER -> ReplicaTurnReason.REPLICA_TURN_REASON_NOT_LEADER;
            case NO_REPLICA -> ReplicaTurnReason.REPLICA_TURN_REASON_NO_REPLICA;
            case UNREADABLE -> ReplicaTurnReason.REPLICA_TURN_REASON_UNREADABLE;
            case REPLACED -> ReplicaTurnReason.REPLICA_TURN_REASON_REPLACED;
        };
    }

    @Override
    public Optional<ReplicaMessage> decode(byte[] bytes) {
        try {
            return read(ReplicaEntry.parseFrom(bytes));
        } catch (InvalidProtocolBufferException broken) {
            return Optional.empty();
        }
    }

    private static Optional<ReplicaMessage> read(ReplicaEntry entry) {
        return switch (entry.getContentCase()) {
            case FOLLOWER ->
                    Wire.uuid(entry.getFollower().getIncarnation())
                            .map(run ->
                                    new ReplicaMessage.Follower(
                                            entry.getFollower().getNodeId(), run));
            case ATTACH -> read(entry.getAttach());
            case DETACH -> Optional.of(new ReplicaMessage.Detach(entry.getDetach().getNumber()));
            case CONFIRMED -> read(entry.getConfirmed());
            case JUDGED -> read(entry.getJudged());
            case TURNED -> Optional.of(read(entry.getTurned()));
            case PUSHED -> read(entry.getPushed());
            case MARKED -> read(entry.getMarked());
            case BEAT -> Optional.of(new ReplicaMessage.Beat());
            case CONTENT_NOT_SET -> Optional.empty();
        };
    }

    private static Optional<ReplicaMessage> read(ReplicaAttach told) {
        boolean isSense =
                told.getPartition() >= 0
                        && told.getLeaderEpoch() >= 0
                        && told.getLastEpoch() >= -1
                        && told.getDurableOffset() >= 0
                        && told.getEndOffset() >= told.getDurableOffset();
        Lineage.Position at = new Lineage.Position(told.getLastEpoch(), told.getEndOffset());
        return Wire.uuid(told.getTopicId())
                .filter(_ -> isSense)
                .map(topic ->
                        new ReplicaMessage.Attach(
                                new PartitionId(topic, told.getPartition()),
                                told.getNumber(),
                                told.getLeaderEpoch(),
                                at,
                                told.getDurableOffset(),
                                told.getCopy()));
    }

    private static Optional<ReplicaMessage> read(ReplicaConfirmed told) {
        if (told.getNumbersCount() != told.getDurableOffsetsCount()) return Optional.empty();
        List<Progress> each = new ArrayList<>(told.getNumbersCount());
        for (int i = 0; i < told.getNumbersCount(); i++) {
            each.add(new Progress(told.getNumbers(i), told.getDurableOffsets(i)));
        }
        return Optional.of(new ReplicaMessage.Confirmed(each));
    }

    private static Optional<ReplicaMessage> read(ReplicaJudged told) {
        Optional<Lineage.Verdict> verdict =
                switch (told.getVerdictCase()) {
                    case AGREES -> Optional.of(new Lineage.Verdict.Agrees());
                    case DIVERGES -> Optional.of(diverges(told.getDiverges()));
                    case BEGINS_AT ->
                            Optional.<Lineage.Verdict>of(
                                            new Lineage.Verdict.BeginsAt(told.getBeginsAt()))
                                    .filter(_ -> told.getBeginsAt() >= 0);
                    case VERDICT_NOT_SET -> Optional.empty();
                };
        return verdict.map(one -> new ReplicaMessage.Judged(told.getNumber(), one));
    }

    private static Lineage.Verdict diverges(ReplicaDiverges told) {
        return new Lineage.Verdict.Diverges(
                new EpochTrail.End(told.getEpoch(), told.getEndOffset()));
    }

    /** A reason of a newer version is one for which another try is worth it. */
    private static ReplicaMessage read(ReplicaTurned told) {
        Why why =
                switch (told.getReason()) {
                    case REPLICA_TURN_REASON_NO_REPLICA -> Why.NO_REPLICA;
                    case REPLICA_TURN_REASON_UNREADABLE -> Why.UNREADABLE;
                    case REPLICA_TURN_REASON_REPLACED -> Why.REPLACED;
                    default -> Why.NOT_LEADER;
                };
        return new ReplicaMessage.Turned(told.getNumber(), why);
    }

    private static Optional<ReplicaMessage> read(ReplicaPushed told) {
        List<ByteBuffer> batches = new ArrayList<>(told.getBatchesCount());
        for (ByteString batch : told.getBatchesList()) {
            batches.add(ByteBuffer.wrap(batch.toByteArray()));
        }
        Mark mark = new Mark(told.getHighWatermark(), told.getLogStartOffset());
        return Optional.of(new ReplicaMessage.Pushed(told.getNumber(), mark, batches));
    }

    private static Optional<ReplicaMessage> read(ReplicaMarked told) {
        int count = told.getNumbersCount();
        boolean isWhole =
                count == told.getHighWatermarksCount() && count == told.getLogStartOffsetsCount();
        if (!isWhole) return Optional.empty();
        List<MarkOf> each = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Mark mark = new Mark(told.getHighWatermarks(i), told.getLogStartOffsets(i));
            each.add(new MarkOf(told.getNumbers(i), mark));
        }
        return Optional.of(new ReplicaMessage.Marked(each));
    }
}
