package io.skein.server.broker.forward;

import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionReply.Batches;
import io.skein.server.door.PartitionReply.FoundTime;
import io.skein.server.door.PartitionReply.Offsets;
import io.skein.server.door.PartitionReply.RecordsDeleted;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A request that was passed on and is not answered. It keeps nothing of the batch.
 *
 * @param reply what the leader answers if it does not refuse
 * @param changes whether it may have done something although nothing is heard of it
 * @param run that it belongs to, if it is an append
 * @param lastTick of the connection, after which it is given up
 */
record Open(
        Class<? extends PartitionReply> reply,
        boolean changes,
        Window.Load load,
        Optional<ForwardRun> run,
        Consumer<Answer<PartitionReply>> then,
        long lastTick) {
    /** How long an answer may take beyond what was to be waited for. */
    static final int PATIENCE_TICKS = 30;

    /** The type of the reply is fixed by that of the request; the compiler cannot see it here. */
    @SuppressWarnings("unchecked")
    static <R extends PartitionReply> Open of(
            PartitionRequest<R> request,
            Optional<ForwardRun> run,
            long tick,
            Consumer<Answer<R>> then) {
        boolean changes =
                switch (request) {
                    case Append _, DeleteRecords _ -> true;
                    case Read _, Bounds _, OffsetForTime _ -> false;
                };
        return new Open(
                replyTo(request),
                changes,
                Window.Load.of(request),
                run,
                answer -> then.accept(answer.map(reply -> (R) reply)),
                tick + waitTicks(request) + PATIENCE_TICKS);
    }

    private static Class<? extends PartitionReply> replyTo(PartitionRequest<?> request) {
        return switch (request) {
            case Append _ -> Appended.class;
            case Read _ -> Batches.class;
            case Bounds _ -> Offsets.class;
            case OffsetForTime _ -> FoundTime.class;
            case DeleteRecords _ -> RecordsDeleted.class;
        };
    }

    private static long waitTicks(PartitionRequest<?> request) {
        return request instanceof Read read ? read.waitNanos() / ForwardLink.TICK_NANOS : 0;
    }

    /** Whether that is an answer to it at all. */
    boolean fits(Answer<PartitionReply> answer) {
        return switch (answer) {
            case Answer.Done<PartitionReply>(PartitionReply told) -> reply.isInstance(told);
            case Answer.Refused<PartitionReply> _ -> true;
        };
    }

    /** Whether it is time to give up on it. */
    boolean isLate(long tick) {
        return tick > lastTick;
    }

    /** The same, of which nobody wants to hear any more. */
    Open abandoned() {
        return new Open(reply, changes, load, run, _ -> {}, Long.MAX_VALUE);
    }

    /** The leader has it, perhaps, and nothing more will be heard. */
    void lose(Leader leader, String how) {
        then.accept(
                Answer.refused(changes ? Losses.unknown(leader, how) : Losses.again(leader, how)));
    }
}
