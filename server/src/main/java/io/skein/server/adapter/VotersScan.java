package io.skein.server.adapter;

import io.skein.foundation.world.Lane;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.storage.Log;
import io.skein.storage.ReadResult;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Reads a log that is being opened, once, for who votes. Owned by the quorum lane. What it has read
 * makes sense to its end, and is in the epochs that the log says.
 */
final class VotersScan {
    private static final int READ_BYTES = 1 << 20;
    private static final long RETRY_NANOS = 1_000_000;

    private final Log log;
    private final Lane quorum;
    private final Answers answers;
    private final List<Members.At> history;
    private LogPoint at;

    /** Goes on from a snapshot, or from the start. */
    VotersScan(Log log, Lane quorum, From from, Answers answers) {
        this.log = log;
        this.quorum = quorum;
        this.answers = answers;
        this.history = new ArrayList<>(from.members().history());
        this.at = from.at();
    }

    /** What is known before the first entry that is read. */
    record From(LogPoint at, Members members) {}

    /**
     * Who hears how it ended: who has voted since when, or one sentence that says what is wrong.
     */
    record Answers(Consumer<Members> then, Consumer<String> refused) {}

    void goOn() {
        if (at.next() == log.end()) answers.then().accept(new Members(history));
        else log.read(at.next(), log.end(), READ_BYTES, this::read);
    }

    private void read(ReadResult result) {
        switch (result) {
            case ReadResult.Batches(List<ByteBuffer> buffers, _, _) -> take(buffers);
            case ReadResult.Overloaded _ -> quorum.after(RETRY_NANOS, this::goOn);
            case ReadResult.Damaged(long from, long before, String cause) ->
                    answers.refused()
                            .accept(
                                    "offsets %d to %d are damaged: %s"
                                            .formatted(from, before - 1, cause));
            case ReadResult.OutOfRange(long start, long end) ->
                    answers.refused()
                            .accept("the log begins at %d and ends at %d".formatted(start, end));
            case ReadResult.Offline(String cause) -> answers.refused().accept(cause);
        }
    }

    private void take(List<ByteBuffer> buffers) {
        try {
            List<Batch> batches = RaftReads.batches(buffers);
            if (batches.isEmpty()) throw new Nonsense("nothing is there");
            for (Batch batch : batches) take(batch);
        } catch (Nonsense nonsense) {
            answers.refused()
                    .accept("offset %d is damaged: %s".formatted(at.next(), nonsense.why()));
            return;
        }
        // Memory answers at once, and a long log would fill the stack.
        quorum.answer(this::goOn);
    }

    private void take(Batch batch) throws Nonsense {
        RaftBatches.follow(at, batch);
        if (!log.epochs().epochAt(batch.first()).equals(OptionalInt.of(batch.epoch()))) {
            throw new Nonsense(
                    "leader-epoch-checkpoint does not say that it is of epoch " + batch.epoch());
        }
        at = batch.end();
        switch (batch.content()) {
            case Batch.State _ -> {}
            case Batch.Control(List<ControlRecord> records) -> {
                for (int i = 0; i < records.size(); i++) {
                    if (records.get(i) instanceof ControlRecord.Voters named) {
                        history.add(new Members.At(batch.first() + i, named));
                    }
                }
            }
        }
    }
}
