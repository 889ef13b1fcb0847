package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Replica;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ways to spoil what replicas hold and consumers were given. */
final class RecordMutators {
    private static final long UNSENT = 1_000_000_000;

    private RecordMutators() {}

    static List<Mutator> all() {
        return Stream.of(onReplicas(), inPolls()).flatMap(List::stream).toList();
    }

    private static List<Mutator> onReplicas() {
        return List.of(
                new Mutator("drop from all", Anomaly.LOST_WRITE, RecordMutators::dropFromAll),
                new Mutator(
                        "drop from one", Anomaly.LOST_WRITE_BY_OFFSET, RecordMutators::dropFromOne),
                new Mutator("cut the end", Anomaly.LOST_WRITE, RecordMutators::cutEnd),
                new Mutator("drop what was read", Anomaly.DIRTY_READ, RecordMutators::dropRead),
                new Mutator("store twice", Anomaly.DUPLICATE, RecordMutators::storeTwice),
                new Mutator(
                        "swap on a replica",
                        Anomaly.INCONSISTENT_OFFSETS,
                        RecordMutators::swapOnReplica));
    }

    private static List<Mutator> inPolls() {
        return List.of(
                new Mutator(
                        "swap in a poll",
                        Anomaly.INCONSISTENT_OFFSETS,
                        change -> inPoll(change, 2, reads -> Change.turned(reads, 0, 1))),
                new Mutator(
                        "change bytes",
                        Anomaly.INCONSISTENT_BATCH_BYTES,
                        RecordMutators::changeHash),
                new Mutator(
                        "spoil a value",
                        Anomaly.CORRUPT_VALUE,
                        change -> inPoll(change, 1, RecordMutators::spoilt)),
                new Mutator(
                        "change a value",
                        Anomaly.PHANTOM_VALUE,
                        change -> inPoll(change, 1, r -> Change.withValue(r, 0, UNSENT))),
                new Mutator(
                        "move to another partition", Anomaly.PHANTOM_VALUE, RecordMutators::move),
                new Mutator(
                        "turn a batch around",
                        Anomaly.INT_NONMONOTONIC_SEND,
                        RecordMutators::turnBatch),
                new Mutator("poll again", Anomaly.NONMONOTONIC_POLL, RecordMutators::pollAgain),
                new Mutator(
                        "turn a poll around",
                        Anomaly.INT_NONMONOTONIC_POLL,
                        change -> inPoll(change, 2, RecordMutators::backwards)),
                new Mutator(
                        "leave out of a poll",
                        Anomaly.INT_POLL_SKIP,
                        change -> leaveOut(change, 1)),
                new Mutator(
                        "leave out the first", Anomaly.POLL_SKIP, change -> leaveOut(change, 0)),
                new Mutator("start later", Anomaly.RETENTION_OVERRUN, RecordMutators::startLater),
                new Mutator(
                        "poll what is gone", Anomaly.RESURRECTED_RECORD, RecordMutators::pollGone));
    }

    private static Optional<History> dropFromAll(Change change) {
        return change.kept()
                .map(send ->
                        change.withReplicas(
                                send.home(), one -> Change.with(one, dropped(one, send.offset()))));
    }

    private static Optional<History> dropFromOne(Change change) {
        return change.kept()
                .map(send ->
                        change.withOneReplica(
                                send.home(), one -> Change.with(one, dropped(one, send.offset()))));
    }

    private static Reads dropped(Replica replica, long offset) {
        return Change.without(replica.reads(), offset, offset + 1);
    }

    private static Optional<History> cutEnd(Change change) {
        return change.kept()
                .map(send ->
                        change.withReplicas(
                                send.home(), one -> Change.endingAt(one, send.offset())));
    }

    private static Optional<History> dropRead(Change change) {
        Optional<Op.Poll> poll =
                change.any(
                        Op.Poll.class,
                        one ->
                                one.reads().size() > 0
                                        && one.reads().offset(0) >= change.start(one.home()));
        return poll.map(one ->
                change.withReplicas(
                        one.home(),
                        replica -> Change.with(replica, dropped(replica, one.reads().offset(0)))));
    }

    private static Optional<History> storeTwice(Change change) {
        return change.kept()
                .map(send ->
                        change.withReplicas(
                                send.home(),
                                one -> {
                                    long end = one.told().highWatermark();
                                    Reads.Builder reads = one.reads().toBuilder();
                                    reads.add(end, send.value(), 0, true);
                                    Told told = new Told(one.told().logStart(), end + 1);
                                    return new Replica(one.node(), one.home(), told, reads.build());
                                }));
    }

    private static Optional<History> swapOnReplica(Change change) {
        return change.kept()
                .filter(send -> change.replicas(send.home()).getFirst().reads().size() > 1)
                .map(send ->
                        change.withOneReplica(
                                send.home(),
                                one -> Change.with(one, Change.turned(one.reads(), 0, 1))));
    }

    private static Optional<History> changeHash(Change change) {
        return change.kept()
                .map(send ->
                        change.withOneReplica(
                                send.home(),
                                one -> {
                                    Reads reads = one.reads();
                                    Reads.Builder changed = new Reads.Builder();
                                    for (int i = 0; i < reads.size(); i++) {
                                        long hash = reads.hash(i) + 1;
                                        changed.add(reads.offset(i), reads.value(i), hash, true);
                                    }
                                    return Change.with(one, changed.build());
                                }));
    }

    private static Optional<History> inPoll(Change change, int least, UnaryOperator<Reads> spoil) {
        return change.polled(least)
                .map(poll -> change.with(poll, Change.with(poll, spoil.apply(poll.reads()))));
    }

    private static Reads spoilt(Reads reads) {
        Reads.Builder changed = new Reads.Builder();
        for (int i = 0; i < reads.size(); i++) {
            changed.add(reads.offset(i), reads.value(i), reads.hash(i), i > 0);
        }
        return changed.build();
    }

    private static Reads backwards(Reads reads) {
        Reads.Builder changed = new Reads.Builder();
        for (int i = reads.size() - 1; i >= 0; i--) changed.addFrom(reads, i);
        return changed.build();
    }

    private static Optional<History> move(Change change) {
        Optional<Op.Poll> poll = change.polled(1);
        if (poll.isEmpty()) return Optional.empty();
        return change.any(Op.Send.class, send -> !send.home().equals(poll.get().home()))
                .map(send -> Change.withValue(poll.get().reads(), 0, send.value()))
                .map(reads -> change.with(poll.get(), Change.with(poll.get(), reads)));
    }

    private static Optional<History> turnBatch(Change change) {
        return change.kept()
                .filter(send -> send.count() > 1)
                .map(send ->
                        change.withReplicas(
                                send.home(),
                                one -> {
                                    int first = (int) (send.offset() - one.reads().offset(0));
                                    int last = first + send.count() - 1;
                                    return Change.with(
                                            one, Change.turned(one.reads(), first, last));
                                }));
    }

    private static Optional<History> pollAgain(Change change) {
        return change.polled(1).map(poll -> change.withMore(poll, poll));
    }

    /** Nobody may have gone past it for a good reason, and somebody must have come from before. */
    private static Optional<History> leaveOut(Change change, int nth) {
        Optional<Op.Poll> poll =
                change.any(
                        Op.Poll.class,
                        one ->
                                one.reads().size() > nth + 1
                                        && one.reads().offset(nth) >= change.safeFrom(one.home()));
        return poll.map(
                one -> change.with(one, Change.with(one, Change.only(one.reads(), i -> i != nth))));
    }

    private static Optional<History> startLater(Change change) {
        Optional<Op.Send> send =
                change.any(
                        Op.Send.class,
                        one -> one.span().isOk() && one.offset() >= change.safeFrom(one.home()));
        return send.map(one ->
                change.withReplicas(
                        one.home(),
                        replica -> {
                            long start = one.offset() + 1;
                            Told told = new Told(start, replica.told().highWatermark());
                            Reads left = Change.without(replica.reads(), 0, start);
                            return new Replica(replica.node(), replica.home(), told, left);
                        }));
    }

    private static Optional<History> pollGone(Change change) {
        Optional<Op.DeleteRecords> deletion =
                change.any(Op.DeleteRecords.class, one -> one.span().isOk() && one.before() > 0);
        if (deletion.isEmpty()) return Optional.empty();
        Optional<Op.Send> gone =
                change.any(
                        Op.Send.class,
                        send ->
                                send.span().outcome() == Outcome.OK
                                        && send.home().equals(deletion.get().home())
                                        && send.offset() < deletion.get().before());
        return gone.map(send -> {
            Reads reads = new Reads.Builder().add(send.offset(), send.value(), 0, true).build();
            Op.Poll poll =
                    new Op.Poll(
                            Span.ok(77, change.history().endNanos(), change.history().endNanos()),
                            send.home(),
                            "",
                            send.offset(),
                            Told.NOTHING,
                            reads);
            return change.withMore(send, poll);
        });
    }
}
