package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.records.Batch;
import io.skein.server.broker.replica.Copies;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.AppendRun.Way;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.ParkedAcks;
import io.skein.server.settings.TopicConfig;
import io.skein.storage.AppendResult;
import io.skein.storage.Log;
import io.skein.storage.LogNews;
import io.skein.storage.StartResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Leads one partition in one epoch: appends, waits for the disks, serves readers. Owned by the
 * partition's lane; lives from the moment the partition can be led until it cannot.
 */
final class Lead {
    private final Log log;
    private final Surroundings around;
    private final Copies copies;
    private final LeadReads reads;
    private final HandOver handOver;
    private final ParkedAcks<Parked> agreeing = new ParkedAcks<>();
    private final ParkedAcks<Parked> storing = new ParkedAcks<>();
    private TopicConfig config;
    private int partitionEpoch;
    private boolean ended;

    /** What a leadership begins with; {@code agreed} is what this node knows to be agreed. */
    record Start(PartitionId id, PartitionImage image, Log log, long agreed) {}

    private record Parked(Appended reply, Consumer<Answer<Appended>> then) {}

    /** One that does nothing yet. */
    Lead(Start start, TopicConfig config, Surroundings around) {
        this.config = config;
        this.log = start.log();
        this.around = around;
        Copies.Place place =
                new Copies.Place(
                        start.id(),
                        around.node(),
                        around.lane(),
                        around.clock(),
                        around.copying().lagNanos());
        this.copies =
                new Copies(
                        place,
                        new Copies.Start(
                                start.image(),
                                log,
                                start.image().enough(config.minInSyncReplicas()),
                                start.agreed()),
                        new Counting());
        this.partitionEpoch = start.image().partitionEpoch();
        this.reads = new LeadReads(log, copies, around);
        this.handOver = new HandOver(start.id(), start.image(), copies, around);
    }

    void begin() {
        log.listen(this::onNews);
        copies.begin();
        handOver.consider();
    }

    /** What its copies tell. */
    private final class Counting implements Copies.Events {
        @Override
        public void onAgreed(long highWatermark) {
            agreeing.release(highWatermark, ack -> ack.then().accept(Answer.done(ack.reply())));
            reads.wake();
            handOver.askOnceQuiet();
        }

        @Override
        public void onClaim(InSyncClaim claim) {
            around.reports().onClaim(claim);
        }

        @Override
        public void onPushed(int bytes) {
            around.figures().pushedBytes().add(bytes);
        }
    }

    /** The replicas have changed, or settings alone: then what was claimed may yet come to be. */
    void changed(PartitionImage newer, TopicConfig newerConfig) {
        config = newerConfig;
        boolean isNews = newer.partitionEpoch() != partitionEpoch;
        partitionEpoch = newer.partitionEpoch();
        if (isNews) handOver.changed(newer);
        copies.require(newer.enough(newerConfig.minInSyncReplicas()));
        if (isNews) copies.changed(newer);
        if (!copies.enoughInSync()) {
            agreeing.abandon(ack -> refuse(ack, Refusals.tooFewInSyncMeanwhile()));
        }
        handOver.consider();
    }

    /** What it has claimed against that partition epoch never comes to be. */
    void claimRefused(int partitionEpoch) {
        if (copies.claimRefused(partitionEpoch)) handOver.refused();
    }

    /** Who is about to stop has changed. */
    void handOverIfDue() {
        handOver.consider();
    }

    /** The partition's other replicas. */
    Copies copies() {
        return copies;
    }

    /** Lets go of what is old by now. */
    void age(long nowMillis) {
        long agreed = copies.highWatermark();
        new LettingGo(log, around).asLeader(config, nowMillis, agreed, copies::trimmed);
    }

    /** Answers a request; each exactly once. */
    <R extends PartitionReply> void ask(PartitionRequest<R> request, Consumer<Answer<R>> then) {
        switch (request) {
            case Append append -> append(append, as(then));
            case Read read -> reads.read(read, as(then));
            case Bounds _ -> reads.bounds(as(then));
            case OffsetForTime time -> reads.offsetForTime(time, as(then));
            case DeleteRecords delete -> delete(delete, as(then));
        }
    }

    /** The type of the reply is fixed by that of the request; the compiler cannot see it here. */
    @SuppressWarnings("unchecked")
    private static <T, R> Consumer<Answer<T>> as(Consumer<Answer<R>> then) {
        return answer -> then.accept((Answer<R>) answer);
    }

    private void append(Append request, Consumer<Answer<Appended>> then) {
        Optional<Refusal> refused = refuse(request);
        if (refused.isPresent()) then.accept(Answer.refused(refused.get()));
        else write(request, then);
    }

    private Optional<Refusal> refuse(Append request) {
        AppendRun run = request.run();
        if (run.isBroken() || !run.way(() -> Way.HERE).equals(Way.HERE)) {
            return Optional.of(AppendRun.behind());
        }
        if (request.acks() == Acks.ALL && !copies.enoughInSync()) {
            return Optional.of(Refusals.tooFewInSync());
        }
        if (handOver.isClosed()) {
            return Optional.of(Refusals.handingOver());
        }
        return copies.isOpen() ? Optional.empty() : Optional.of(Refusals.suspended());
    }

    private void write(Append request, Consumer<Answer<Appended>> then) {
        ByteBuffer batch = request.batch();
        OptionalLong appendTime = OptionalLong.empty();
        if (config.appendTime()) {
            appendTime = OptionalLong.of(around.clock().wallMillis());
            Batch.stampAppendTime(batch, batch.position(), appendTime.getAsLong());
        }
        int bytes = batch.remaining();
        switch (log.append(batch, copies.epoch())) {
            case AppendResult.Appended(long first, long next) -> {
                around.figures().appends().increment();
                around.figures().appendedBytes().add(bytes);
                copies.appended();
                boolean isAgreed = request.acks() == Acks.ALL;
                Appended reply = new Appended(first, isAgreed, appendTime, log.start());
                park(request.acks(), next, new Parked(reply, then));
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

    private void park(Acks acks, long next, Parked ack) {
        switch (acks) {
            case NONE -> ack.then().accept(Answer.done(ack.reply()));
            case LEADER -> storing.park(next, ack);
            case ALL -> agreeing.park(next, ack);
        }
    }

    /** The batch is there since an earlier request: as safe as it was promised then, no more. */
    private void answerAgain(
            AppendResult.Duplicate stored, Acks acks, Consumer<Answer<Appended>> then) {
        boolean isAgreed = acks == Acks.ALL;
        Appended reply = new Appended(stored.first(), isAgreed, OptionalLong.empty(), log.start());
        Parked ack = new Parked(reply, then);
        if (acks == Acks.ALL && stored.next() > copies.highWatermark()) {
            agreeing.parkAmong(stored.next(), ack);
        } else if (acks == Acks.LEADER && stored.next() > log.durableEnd()) {
            storing.parkAmong(stored.next(), ack);
        } else {
            then.accept(Answer.done(reply));
        }
    }

    private void onNews(LogNews news) {
        if (ended) return;
        switch (news) {
            case LogNews.Durable(long before) -> {
                storing.release(before, ack -> ack.then().accept(Answer.done(ack.reply())));
                copies.durable(before);
            }
            case LogNews.CutBack(long end) -> {
                // Whoever of the others has it may lead next, and then it is agreed after all.
                Refusal why = copies.isOnlyOne() ? Refusals.cutBack() : Refusals.cutBackHere();
                for (ParkedAcks<Parked> each : List.of(storing, agreeing)) {
                    each.abandonAfter(end, ack -> refuse(ack, why));
                }
                copies.cutBack();
            }
            case LogNews.Offline(String cause) -> abandon(Refusals.storageFailedMeanwhile(cause));
        }
    }

    private void abandon(Refusal why) {
        storing.abandon(ack -> refuse(ack, why));
        agreeing.abandon(ack -> refuse(ack, why));
    }

    private static void refuse(Parked ack, Refusal why) {
        ack.then().accept(Answer.refused(why));
    }

    private void delete(DeleteRecords request, Consumer<Answer<RecordsDeleted>> then) {
        if (!config.deletable()) {
            then.accept(Answer.refused(Refusals.notDeletable()));
            return;
        }
        long agreed = copies.highWatermark();
        long before = request.before().orElse(agreed);
        log.deleteBefore(
                before,
                agreed,
                result -> {
                    copies.trimmed();
                    then.accept(deleted(result, before));
                });
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
        handOver.end();
        copies.end();
        abandon(Refusal.unknown(why.why(), why.message()));
        reads.end();
    }
}
