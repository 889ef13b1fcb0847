package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A group's committed offset of a partition is a register: {@code commit-regression} for a value
 * that had been overwritten, {@code offset-jump} for one that nobody wrote.
 */
final class CommitRegister {
    private final Findings findings;
    private final List<Op.FetchCommitted> fetches = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final TreeMap<Long, List<Write>> byOffset = new TreeMap<>();

    /** A commit, and from when on it certainly held: one of unknown outcome, once it was seen. */
    private record Write(Op.Commit commit, long heldNanos) {
        long begunNanos() {
            return commit.span().invokedNanos();
        }
    }

    private CommitRegister(Book book, String group, Findings findings) {
        this.findings = findings;
        for (Op.FetchCommitted fetch : book.fetches) {
            if (fetch.group().equals(group) && fetch.span().isOk()) fetches.add(fetch);
        }
        TreeMap<Long, Integer> commits = new TreeMap<>();
        for (Op.Commit commit : book.commits) {
            if (isOf(commit, group)) commits.merge(commit.offset(), 1, Integer::sum);
        }
        TreeMap<Long, Long> seen = new TreeMap<>();
        for (Op.FetchCommitted fetch : fetches) {
            // If two wrote the same, nobody can say whose was seen.
            boolean isOne = commits.getOrDefault(fetch.offset(), 0) == 1;
            if (isOne) seen.merge(fetch.offset(), fetch.span().completedNanos(), Math::min);
        }
        for (Op.Commit commit : book.commits) {
            if (isOf(commit, group)) add(commit, seen.getOrDefault(commit.offset(), Span.NEVER));
        }
    }

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            SortedSet<String> groups = new TreeSet<>();
            book.fetches.forEach(fetch -> groups.add(fetch.group()));
            for (String group : groups) new CommitRegister(book, group, findings).run();
        }
        return findings;
    }

    private static boolean isOf(Op.Commit commit, String group) {
        return commit.member().group().equals(group) && commit.span().mayHold();
    }

    private void add(Op.Commit commit, long seenNanos) {
        long ended = commit.span().isOk() ? commit.span().completedNanos() : Span.NEVER;
        Write write = new Write(commit, Math.min(ended, seenNanos));
        writes.add(write);
        byOffset.computeIfAbsent(commit.offset(), _ -> new ArrayList<>()).add(write);
    }

    private void run() {
        List<Write> byHeld = new ArrayList<>(writes);
        byHeld.sort(Comparator.comparingLong(Write::heldNanos));
        Optional<Write> last = Optional.empty();
        int next = 0;
        for (Op.FetchCommitted fetch : fetches) {
            long asked = fetch.span().invokedNanos();
            for (; next < byHeld.size() && byHeld.get(next).heldNanos() < asked; next++) {
                Write write = byHeld.get(next);
                boolean isLater = last.filter(w -> w.begunNanos() > write.begunNanos()).isEmpty();
                if (isLater) last = Optional.of(write);
            }
            judge(fetch, last);
        }
    }

    /**
     * @param last of all that certainly held when it was asked, the one that began last
     */
    private void judge(Op.FetchCommitted fetch, Optional<Write> last) {
        boolean isNone = fetch.offset() == Op.UNTOLD;
        List<Write> sources = byOffset.getOrDefault(fetch.offset(), List.of());
        long told = fetch.span().completedNanos();
        if (!isNone && sources.stream().noneMatch(source -> source.begunNanos() <= told)) {
            findings.add(Anomaly.OFFSET_JUMP, "nobody committed what %s tells", fetch);
            return;
        }
        if (last.isEmpty() || fetch.offset() == last.get().commit().offset()) return;
        // A source that was over before the last one began has been overwritten.
        long begun = last.get().begunNanos();
        if (sources.stream().anyMatch(source -> source.heldNanos() >= begun)) return;
        findings.add(Anomaly.COMMIT_REGRESSION, "%s after %s", fetch, last.get().commit());
    }
}
