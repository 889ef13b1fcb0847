package io.skein.server.broker;

import io.skein.server.broker.replica.Copies;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import io.skein.storage.Lease;
import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import io.skein.storage.TimeResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Serves those who read a partition that is led here: what is agreed, and nothing else. A new
 * leader that does not know yet how far that goes says nothing of it, or a reader would see it move
 * back. Owned by the partition's lane.
 */
final class LeadReads {
    private final Log log;
    private final Copies copies;
    private final PartitionFigures figures;
    private final ParkedReads parked;
    private boolean ended;

    LeadReads(Log log, Copies copies, Surroundings around) {
        this.log = log;
        this.copies = copies;
        this.figures = around.figures();
        this.parked = new ParkedReads(around.lane());
    }

    /** More is agreed. */
    void wake() {
        parked.wake();
    }

    /** Leads no more: whoever waits hears so. */
    void end() {
        ended = true;
        parked.wake();
    }

    private Offsets offsets() {
        return new Offsets(log.start(), copies.highWatermark(), copies.knowsAgreed());
    }

    void bounds(Consumer<Answer<Offsets>> then) {
        then.accept(
                copies.knowsAgreed()
                        ? Answer.done(offsets())
                        : Answer.refused(Refusals.notYetKnown()));
    }

    void read(Read request, Consumer<Answer<Batches>> then) {
        read(request, request.waitNanos() > 0, then);
    }

    private void read(Read request, boolean mayWait, Consumer<Answer<Batches>> then) {
        long offset = request.offset();
        long highWatermark = copies.highWatermark();
        if (ended || request.lastEpoch() > copies.epoch()) {
            then.accept(Answer.refused(Refusals.movedOn()));
        } else if (isToBeAgreed(offset)) {
            park(request, mayWait, then);
        } else if (offset < log.start() || offset > highWatermark) {
            then.accept(Answer.refused(Refusals.outOfRange(offset, log.start(), highWatermark)));
        } else if (offset < highWatermark) {
            log.read(offset, highWatermark, request.bytesMax(), result -> answer(result, then));
        } else if (!mayWait) {
            then.accept(Answer.done(new Batches(List.of(), offset, offsets())));
        } else {
            park(request, true, then);
        }
    }

    /**
     * Whether that may be agreed without this node knowing it: somebody else may have led since, or
     * the last leader may have told others more.
     */
    private boolean isToBeAgreed(long offset) {
        long highWatermark = copies.highWatermark();
        boolean isOpen = offset > highWatermark && offset <= log.end();
        return isOpen || (!copies.knowsAgreed() && offset >= highWatermark);
    }

    private void park(Read request, boolean mayWait, Consumer<Answer<Batches>> then) {
        if (!mayWait) {
            then.accept(Answer.refused(Refusals.notYetKnown()));
        } else if (parked.full()) {
            then.accept(Answer.refused(Refusals.busy()));
        } else {
            parked.park(request.waitNanos(), () -> read(request, false, then));
        }
    }

    private void answer(ReadResult result, Consumer<Answer<Batches>> then) {
        switch (result) {
            case ReadResult.Batches(List<ByteBuffer> batches, long next, Lease lease) -> {
                figures.reads().increment();
                for (ByteBuffer one : batches) {
                    figures.readBytes().add(one.remaining());
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
        if (!copies.knowsAgreed()) {
            then.accept(Answer.refused(Refusals.notYetKnown()));
            return;
        }
        long highWatermark = copies.highWatermark();
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
}
