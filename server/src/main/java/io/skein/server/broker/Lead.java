package io.skein.server.broker;

import io.skein.records.Batch;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.Leadership;
import io.skein.server.replication.ParkedAcks;
import io.skein.server.settings.TopicConfig;
import io.skein.storage.AppendResult;
import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.Lease;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.ReadResult;
import io.skein.storage.StartResult;
import io.skein.storage.TimeResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Leads one partition in one epoch: appends, waits for the disks, serves readers. Owned by the
 * partition's lane; lives from the moment the partition can be led until it cannot.
 */
final class Lead {
    private final Log log;
    private final Partition.Surroundings around;
    private final Leadership leadership;
    private final ParkedAcks<Parked> parked = new ParkedAcks<>();
    private final ParkedReads reads;
    private final int replicas;
    private TopicConfig config;
    private boolean ended;

    private record Parked(Appended reply, Consumer<Answer<Appended>> then) {}

    Lead(PartitionImage image, TopicConfig config, Log log, Partition.Surroundings around) {
        this.config = config;
        this.log = log;
        this.around = around;
        this.replicas = image.replicas().size();
        this.leadership =
                new Leadership(image.leaderEpoch(), image.inSync(), enough(config), log.start());
        this.reads = new ParkedReads(around.lane());
        leadership.confirmed(around.node(), log.durableEnd());
        log.listen(this::onNews);
    }

    private int enough(TopicConfig configured) {
        return Math.min(configured.minInSyncReplicas(), replicas);
    }

    /** The topic's settings have changed. */
    void configured(TopicConfig newer) {
        config = newer;
        log.configure(newer.log());
        leadership.require(enough(newer));
    }

    /** Lets go of what is old by now. */
    void age(long nowMillis) {
        long agreed = leadership.highWatermark();
        log.age(
                config.retention(),
                nowMillis,
                agreed,
                freed -> {
                    around.figures().freedSegments().add(freed.segments());
                    around.figures().freedBytes().add(freed.bytes());
                });
    }

    /** Compacts the log if it is time. */
    void compact(long nowMillis) {
        if (config.compaction().isEmpty()) return;
        Compaction.Order order =
                new Compaction.Order(
                        config.compaction().get(), nowMillis, leadership.highWatermark());
        log.compaction().start(order, this::compacted);
    }

    private void compacted(CompactionResult result) {
        CompactionFigures figures = around.figures().compactions();
        switch (result) {
            case CompactionResult.Done done -> {
                figures.passes().increment();
                figures.readBytes().add(done.readBytes());
                figures.writtenBytes().add(done.writtenBytes());
                figures.removedBytes().add(done.removedBytes());
            }
            case CompactionResult.Parked(String cause) -> {
                figures.failures().increment();
                around.reports().onTrouble(log.name(), Refusals.notCompacted(log.name(), cause));
            }
            case CompactionResult.NoRoom _ -> figures.failures().increment();
            case CompactionResult.NotDue _, CompactionResult.Stopped _ -> {}
        }
    }

    Offsets offsets() {
        return new Offsets(log.start(), leadership.highWatermark());
    }

    void append(Append request, Consumer<Answer<Appended>> then) {
        ByteBuffer batch = request.batch();
        if (request.acks() == Acks.ALL && !leadership.enoughInSync()) {
            then.accept(Answer.refused(Refusals.tooFewInSync()));
            return;
        }
        OptionalLong appendTime = OptionalLong.empty();
        if (config.appendTime()) {
            appendTime = OptionalLong.of(around.clock().wallMillis());
            Batch.stampAppendTime(batch, batch.position(), appendTime.getAsLong());
        }
        int bytes = batch.remaining();
        switch (log.append(batch, leadership.epoch())) {
            case AppendResult.Appended(long first, long next) -> {
                around.figures().appends().increment();
                around.figures().appendedBytes().add(bytes);
                boolean durable = request.acks() != Acks.NONE;
                Appended reply = new Appended(first, durable, appendTime, log.start());
                if (durable) parked.park(next, new Parked(reply, then));
                else then.accept(Answer.done(reply));
            }
            case AppendResult.Overloaded _ -> then.accept(Answer.refused(Refusals.busy()));
            case AppendResult.NoRoom(String cause) ->
                    then.accept(Answer.refused(Refusals.noRoom(cause)));
            case AppendResult.Offline(String cause) ->
                    then.accept(Answer.refused(Refusals.storageFailed(cause)));
            case AppendResult.Duplicate stored -> answerAgain(stored, request.acks(), then);
            case AppendResult.OutOfOrder found ->
                    then.accept(Answer.refused(Refusals.outOfOrder(found)));
            case AppendResult.OldEpoch found ->
                    then.accept(Answer.refused(Refusals.oldEpoch(found)));
            case AppendResult.UnknownProducer found ->
                    then.accept(Answer.refused(Refusals.unknownProducer(found)));
        }
    }

    /** The batch is there since an earlier request: as safe as it was promised then, no more. */
    private void answerAgain(
            AppendResult.Duplicate stored, Acks acks, Consumer<Answer<Appended>> then) {
        boolean durable = acks != Acks.NONE;
        Appended reply = new Appended(stored.first(), durable, OptionalLong.empty(), log.start());
        if (durable && stored.next() > leadership.highWatermark()) {
            parked.parkAmong(stored.next(), new Parked(reply, then));
        } else {
            then.accept(Answer.done(reply));
        }
    }

    private void onNews(LogNews news) {
        if (ended) return;
        switch (news) {
            case LogNews.Durable(long before) -> {
                OptionalLong moved = leadership.confirmed(around.node(), before);
                if (moved.isEmpty()) return;
                parked.release(
                        moved.getAsLong(), ack -> ack.then().accept(Answer.done(ack.reply())));
                reads.wake();
            }
            case LogNews.CutBack(long end) ->
                    parked.abandonAfter(end, ack -> refuse(ack, Refusals.cutBack()));
            case LogNews.Offline(String cause) ->
                    parked.abandon(ack -> refuse(ack, Refusals.storageFailedMeanwhile(cause)));
        }
    }

    private static void refuse(Parked ack, Refusal why) {
        ack.then().accept(Answer.refused(why));
    }

    void read(Read request, Consumer<Answer<Batches>> then) {
        read(request, request.waitNanos() > 0, then);
    }

    private void read(Read request, boolean mayWait, Consumer<Answer<Batches>> then) {
        long offset = request.offset();
        long highWatermark = leadership.highWatermark();
        if (ended) {
            then.accept(Answer.refused(Refusals.movedOn()));
        } else if (offset < log.start() || offset > highWatermark) {
            then.accept(Answer.refused(Refusals.outOfRange(offset, log.start(), highWatermark)));
        } else if (offset < highWatermark) {
            log.read(offset, highWatermark, request.bytesMax(), result -> answer(result, then));
        } else if (!mayWait) {
            then.accept(Answer.done(new Batches(List.of(), offset, offsets())));
        } else if (reads.full()) {
            then.accept(Answer.refused(Refusals.busy()));
        } else {
            reads.park(request.waitNanos(), () -> read(request, false, then));
        }
    }

    private void answer(ReadResult result, Consumer<Answer<Batches>> then) {
        switch (result) {
            case ReadResult.Batches(List<ByteBuffer> batches, long next, Lease lease) -> {
                around.figures().reads().increment();
                for (ByteBuffer one : batches) {
                    around.figures().readBytes().add(one.remaining());
                }
                then.accept(Answer.done(new Batches(batches, next, offsets(), lease::giveBack)));
            }
            case ReadResult.OutOfRange(long start, long end) ->
                    then.accept(Answer.refused(Refusals.outOfRange(start, start, end)));
            case ReadResult.Damaged(long from, long before, String cause) ->
                    then.accept(Answer.refused(Refusals.damaged(from, before, cause)));
            case ReadResult.Overloaded _ -> then.accept(Answer.refused(Refusals.busy()));
            case ReadResult.Offline(String cause) ->
                    then.accept(Answer.refused(Refusals.storageFailed(cause)));
        }
    }

    void offsetForTime(OffsetForTime request, Consumer<Answer<FoundTime>> then) {
        long highWatermark = leadership.highWatermark();
        log.offsetForTime(
                request.timestampMillis(),
                highWatermark,
                result -> then.accept(found(result, highWatermark)));
    }

    private static Answer<FoundTime> found(TimeResult result, long highWatermark) {
        return switch (result) {
            case TimeResult.Found(long offset, long timestamp) ->
                    Answer.done(new FoundTime(offset, OptionalLong.of(timestamp)));
            case TimeResult.None _ ->
                    Answer.done(new FoundTime(highWatermark, OptionalLong.empty()));
            case TimeResult.Damaged(long from, long before, String cause) ->
                    Answer.refused(Refusals.damaged(from, before, cause));
            case TimeResult.Overloaded _ -> Answer.refused(Refusals.busy());
            case TimeResult.Offline(String cause) -> Answer.refused(Refusals.storageFailed(cause));
        };
    }

    void delete(DeleteRecords request, Consumer<Answer<RecordsDeleted>> then) {
        if (!config.deletable()) {
            then.accept(Answer.refused(Refusals.notDeletable()));
            return;
        }
        long agreed = leadership.highWatermark();
        long before = request.before().orElse(agreed);
        log.deleteBefore(before, agreed, result -> then.accept(deleted(result, before)));
    }

    private static Answer<RecordsDeleted> deleted(StartResult result, long before) {
        return switch (result) {
            case StartResult.Done(long start) -> Answer.done(new RecordsDeleted(start));
            case StartResult.Beyond(long limit) ->
                    Answer.refused(Refusals.beyondAgreed(before, limit));
            case StartResult.NoRoom _ -> Answer.refused(Refusals.noRoomToDelete());
            case StartResult.Overloaded _ -> Answer.refused(Refusals.busy());
            case StartResult.Offline(String cause) ->
                    Answer.refused(Refusals.storageFailedMeanwhile(cause));
        };
    }

    /** Leads no more; what waits for a disk is unknown, what waits for news hears {@code why}. */
    void end(Refusal why) {
        ended = true;
        Refusal unknown = Refusal.unknown(why.why(), why.message());
        parked.abandon(ack -> refuse(ack, unknown));
        reads.wake();
    }
}
