package io.skein.scenarios.history.checker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Op.Deed;
import io.skein.scenarios.history.ops.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Ways to spoil what groups and admins saw. */
final class GroupMutators {
    private static final Uuid OTHER = new Uuid(66, 66);

    private GroupMutators() {}

    static List<Mutator> all() {
        return List.of(
                new Mutator("never let go", Anomaly.DOUBLE_OWNER, GroupMutators::neverLetGo),
                new Mutator("commit once more", Anomaly.ZOMBIE_COMMIT, GroupMutators::commitAgain),
                new Mutator(
                        "lower a committed offset",
                        Anomaly.COMMIT_REGRESSION,
                        GroupMutators::lower),
                new Mutator("forget the commit", Anomaly.COMMIT_REGRESSION, GroupMutators::forget),
                new Mutator(
                        "commit too much", Anomaly.COMMIT_BEYOND_HW, GroupMutators::commitTooMuch),
                new Mutator("an offset of nobody's", Anomaly.OFFSET_JUMP, GroupMutators::fetchJump),
                new Mutator("give to nobody", Anomaly.GROUP_SKIP, GroupMutators::skip),
                new Mutator(
                        "another topic's id", Anomaly.METADATA_NONLINEAR, GroupMutators::anotherId),
                new Mutator("create twice", Anomaly.METADATA_NONLINEAR, GroupMutators::createTwice),
                new Mutator("two nodes differ", Anomaly.CONFIG_DIVERGENCE, GroupMutators::differ));
    }

    /** Who gave it up, if another got it next. */
    private static Optional<Op.Release> handedOver(Change change) {
        return change.any(
                Op.Release.class,
                release ->
                        change
                                .all(
                                        Op.Own.class,
                                        own ->
                                                own.home().equals(release.home())
                                                        && release.span().isBefore(own.span()))
                                .stream()
                                .min(Comparator.comparingLong(own -> own.span().invokedNanos()))
                                .filter(own -> own.span().process() != release.span().process())
                                .isPresent());
    }

    private static Optional<History> neverLetGo(Change change) {
        return handedOver(change).map(change::without);
    }

    private static Optional<History> commitAgain(Change change) {
        long end = change.history().endNanos();
        return handedOver(change)
                .map(release -> {
                    Span span = Span.ok(release.span().process(), end, end);
                    return change.withMore(
                            release, new Op.Commit(span, release.member(), release.home(), 0));
                });
    }

    private static Op.FetchCommitted told(Op.FetchCommitted fetch, long offset) {
        return new Op.FetchCommitted(
                fetch.span(), fetch.group(), fetch.home(), offset, Optional.empty());
    }

    /** All that may have been committed and was over before the newest commit before the fetch. */
    private static Optional<History> lower(Change change) {
        Optional<Op.FetchCommitted> fetch = change.any(Op.FetchCommitted.class, _ -> true);
        if (fetch.isEmpty()) return Optional.empty();
        List<Op.Commit> commits =
                change.all(Op.Commit.class, one -> one.home().equals(fetch.get().home()));
        Optional<Op.Commit> newest =
                commits.stream()
                        .filter(one -> one.span().isOk())
                        .filter(one -> one.span().isBefore(fetch.get().span()))
                        .max(Comparator.comparingLong(one -> one.span().invokedNanos()));
        if (newest.isEmpty()) return Optional.empty();
        List<Long> old = new ArrayList<>();
        List<Long> current = new ArrayList<>(List.of(newest.get().offset()));
        for (Op.Commit one : commits) {
            (one.span().isBefore(newest.get().span()) ? old : current).add(one.offset());
        }
        old.removeAll(current);
        if (old.isEmpty()) return Optional.empty();
        long offset = change.gen().pick(old);
        return Optional.of(change.with(fetch.get(), told(fetch.get(), offset)));
    }

    private static Optional<History> forget(Change change) {
        Optional<Op.Commit> commit = change.any(Op.Commit.class, one -> one.span().isOk());
        if (commit.isEmpty()) return Optional.empty();
        return change.any(
                        Op.FetchCommitted.class,
                        fetch ->
                                fetch.home().equals(commit.get().home())
                                        && commit.get().span().isBefore(fetch.span()))
                .map(fetch -> change.with(fetch, told(fetch, Op.UNTOLD)));
    }

    private static Optional<History> commitTooMuch(Change change) {
        return change.any(Op.Commit.class, commit -> commit.span().isOk())
                .map(commit -> {
                    long offset = change.end(commit.home()) + 1;
                    return change.with(
                            commit,
                            new Op.Commit(commit.span(), commit.member(), commit.home(), offset));
                });
    }

    private static Optional<History> fetchJump(Change change) {
        return change.any(Op.FetchCommitted.class, _ -> true)
                .map(fetch -> change.with(fetch, told(fetch, change.end(fetch.home()) + 77)));
    }

    private static Optional<History> skip(Change change) {
        Optional<Op.Commit> commit =
                change.any(
                        Op.Commit.class,
                        one -> one.span().isOk() && one.offset() > from(change, one.home()));
        return commit.map(one -> {
            long offset = change.gen().between(from(change, one.home()), one.offset() - 1);
            return withoutRead(change, one.home(), offset);
        });
    }

    private static long from(Change change, PartitionId home) {
        return change.all(Op.Own.class, own -> own.home().equals(home)).stream()
                .mapToLong(Op.Own::position)
                .min()
                .stream()
                .map(first -> Math.max(first, change.safeFrom(home)))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** One record is in no poll. */
    static History withoutRead(Change change, PartitionId home, long offset) {
        List<Op> ops = new ArrayList<>();
        for (Op op : change.history().ops()) {
            boolean here = op instanceof Op.Poll poll && poll.home().equals(home);
            if (here && op instanceof Op.Poll poll) {
                ops.add(Change.with(poll, Change.without(poll.reads(), offset, offset + 1)));
            } else {
                ops.add(op);
            }
        }
        return change.withOps(ops);
    }

    /** With a request open somewhere, much can be explained that cannot be otherwise. */
    private static Optional<Op.OnTopic> answered(Change change, Deed deed) {
        return change.any(
                Op.OnTopic.class,
                op ->
                        op.deed() == deed
                                && op.span().isOk()
                                && change
                                        .all(Op.OnTopic.class, o -> o.name().equals(op.name()))
                                        .stream()
                                        .noneMatch(o -> o.span().completedNanos() == Span.NEVER));
    }

    private static Op.OnTopic withId(Op.OnTopic op, Uuid id) {
        return new Op.OnTopic(op.span(), op.deed(), op.name(), id, op.config());
    }

    private static Optional<History> anotherId(Change change) {
        return answered(change, Deed.DESCRIBE).map(op -> change.with(op, withId(op, OTHER)));
    }

    private static Optional<History> createTwice(Change change) {
        return answered(change, Deed.CREATE).map(op -> change.withMore(op, withId(op, OTHER)));
    }

    private static Optional<History> differ(Change change) {
        return change.any(Op.ListOffsets.class, _ -> true)
                .map(list -> {
                    Op one = new Op.DescribeConfig(list.span(), 1, 17, "retention", "5");
                    Op other = new Op.DescribeConfig(list.span(), 2, 17, "retention", "6");
                    return new Change(change.withMore(list, one), change.gen())
                            .withMore(list, other);
                });
    }
}
