package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Reads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@code double-owner} and {@code group-skip}. */
final class Ownership {
    private Ownership() {}

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            doubleOwners(index, book, findings);
            skips(book, findings);
        }
        return findings;
    }

    /** A member holds a partition from having been told so until it gave it up or was fenced. */
    private record Interval(Op.Own own, long fromNanos, long beforeNanos) {
        int process() {
            return own.span().process();
        }
    }

    private static void doubleOwners(Index index, Book book, Findings findings) {
        TreeMap<String, Interval> longest = new TreeMap<>();
        for (Interval interval : intervals(book)) {
            String group = interval.own().member().group();
            Interval before = longest.getOrDefault(group, interval);
            long bothNanos =
                    Math.min(before.beforeNanos(), interval.beforeNanos()) - interval.fromNanos();
            boolean others = before.process() != interval.process();
            if (others && bothNanos > index.options.bounds().sessionNanos()) {
                findings.add(
                        Anomaly.DOUBLE_OWNER,
                        "%s still held it when %s began, for %d ns",
                        before.own(),
                        interval.own(),
                        bothNanos);
            }
            if (interval.beforeNanos() >= before.beforeNanos()) longest.put(group, interval);
        }
    }

    private static List<Interval> intervals(Book book) {
        List<Op> ends = new ArrayList<>(book.releases);
        ends.addAll(book.owns);
        ends.sort(Comparator.comparingLong(op -> op.span().invokedNanos()));
        List<Interval> intervals = new ArrayList<>();
        TreeMap<Integer, Op.Own> open = new TreeMap<>();
        for (Op op : ends) {
            if (op instanceof Op.Own own && !own.span().isOk()) continue;
            Optional<Op.Own> before = Optional.ofNullable(open.remove(op.span().process()));
            before.ifPresent(own -> intervals.add(interval(own, op.span().invokedNanos())));
            if (op instanceof Op.Own own) open.put(own.span().process(), own);
        }
        open.values().forEach(own -> intervals.add(interval(own, Long.MAX_VALUE)));
        intervals.sort(Comparator.comparingLong(Interval::fromNanos));
        return intervals;
    }

    private static Interval interval(Op.Own own, long beforeNanos) {
        return new Interval(own, own.span().completedNanos(), beforeNanos);
    }

    /** What a group is done with, some member of it must have been given. */
    private static void skips(Book book, Findings findings) {
        TreeMap<String, Op.Commit> furthest = new TreeMap<>();
        for (Op.Commit commit : book.commits) {
            if (!commit.span().isOk() || commit.member().isAdmin()) continue;
            furthest.merge(
                    commit.member().group(), commit, (a, b) -> a.offset() >= b.offset() ? a : b);
        }
        for (Op.Commit commit : furthest.values()) skipped(book, commit, findings);
    }

    private static void skipped(Book book, Op.Commit commit, Findings findings) {
        String group = commit.member().group();
        OffsetTable given = new OffsetTable();
        for (Op.Poll poll : book.polls) {
            if (!poll.group().equals(group)) continue;
            Reads reads = poll.reads();
            for (int i = 0; i < reads.size(); i++) given.putIfAbsent(reads.offset(i), 0);
        }
        OffsetTable found = book.found();
        long at = found.next(Math.max(beginning(book, group), book.mayBeGoneBefore()));
        while (at < commit.offset()) {
            if (!given.has(at)) {
                findings.add(
                        Anomaly.GROUP_SKIP,
                        "value %d at %d was given to no member, before %s",
                        found.get(at),
                        at,
                        commit);
            }
            at = found.next(at + 1);
        }
    }

    /**
     * Where the group began: at its first member's position, or where it was set to from outside.
     */
    private static long beginning(Book book, String group) {
        long first = Long.MAX_VALUE;
        for (Op.Own own : book.owns) {
            if (own.member().group().equals(group) && own.position() != Op.UNTOLD) {
                first = Math.min(first, own.position());
            }
        }
        if (first == Long.MAX_VALUE) first = 0;
        for (Op.Commit commit : book.commits) {
            boolean reset = commit.member().isAdmin() && commit.member().group().equals(group);
            if (reset && commit.span().mayHold()) first = Math.max(first, commit.offset());
        }
        return first;
    }
}
