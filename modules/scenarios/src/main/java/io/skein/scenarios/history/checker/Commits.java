package io.skein.scenarios.history.checker;

import io.skein.scenarios.history.ops.Member;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether who commits may, and what: {@code zombie-commit} and {@code commit-beyond-hw}. */
final class Commits {
    private final Index index;
    private final Book book;
    private final Findings findings;
    private final List<Op> changes;

    private Commits(Index index, Book book, Findings findings) {
        this.index = index;
        this.book = book;
        this.findings = findings;
        changes = new ArrayList<>(book.owns);
        changes.addAll(book.releases);
        changes.sort(Comparator.comparingLong(op -> op.span().invokedNanos()));
    }

    static Findings find(Index index) {
        Findings findings = new Findings();
        for (Book book : index.books()) {
            if (book.commits.isEmpty()) continue;
            Commits commits = new Commits(index, book, findings);
            commits.zombies();
            commits.beyond();
        }
        return findings;
    }

    private void zombies() {
        Map<Member, Op> released = new HashMap<>();
        Map<String, Op.Own> newest = new HashMap<>();
        new Sweep.Pass<>(changes, book.commits, 0)
                .run(
                        change -> {
                            if (change instanceof Op.Release release) {
                                released.put(release.member(), release);
                            } else if (change instanceof Op.Own own && own.span().isOk()) {
                                released.remove(own.member());
                                newest.merge(own.member().group(), own, Commits::newer);
                            }
                        },
                        commit -> {
                            Member member = commit.member();
                            Optional<Op> fence =
                                    Optional.ofNullable(newest.get(member.group()))
                                            .filter(own -> own.member().epoch() > member.epoch())
                                            .map(Op.class::cast)
                                            .or(() -> Optional.ofNullable(released.get(member)));
                            if (!member.isAdmin()) fence.ifPresent(op -> zombie(commit, op));
                        });
    }

    private static Op.Own newer(Op.Own a, Op.Own b) {
        return a.member().epoch() >= b.member().epoch() ? a : b;
    }

    /** What took the partition from the member was over before it began to commit. */
    private void zombie(Op.Commit commit, Op fence) {
        Optional<Op.FetchCommitted> seen = seen(commit);
        if (!commit.span().isOk() && seen.isEmpty()) return;
        findings.add(
                Anomaly.ZOMBIE_COMMIT,
                "%s took effect after %s%s",
                commit,
                fence,
                seen.map(fetch -> ", by " + Words.of(fetch)).orElse(""));
    }

    /** Who was told that this commit is the one that counts. */
    private Optional<Op.FetchCommitted> seen(Op.Commit commit) {
        long twins =
                book.commits.stream()
                        .filter(other -> other.member().equals(commit.member()))
                        .filter(other -> other.offset() == commit.offset())
                        .count();
        if (twins > 1) return Optional.empty();
        return book.fetches.stream()
                .filter(fetch -> fetch.by().filter(commit.member()::equals).isPresent())
                .filter(fetch -> fetch.offset() == commit.offset())
                .findFirst();
    }

    /** Nobody can be done with what could not be read yet. */
    private void beyond() {
        Times sent = new Times(book.sends);
        long[] endUpTo = new long[book.sends.size() + 1];
        for (int i = 0; i < book.sends.size(); i++) {
            Op.Send send = book.sends.get(i);
            long at = index.at(send);
            long end = at == OffsetTable.NOTHING ? 0 : at + send.count();
            endUpTo[i + 1] = Math.max(endUpTo[i], end);
        }
        List<Op> tellers = new ArrayList<>(book.polls);
        tellers.addAll(book.listings);
        tellers.sort(Comparator.comparingLong(op -> op.span().invokedNanos()));
        Times asked = new Times(tellers);
        long[] leastFrom = leastFrom(tellers);
        for (Op.Commit commit : book.commits) {
            if (!commit.span().isOk()) continue;
            long end = commit.span().completedNanos();
            long most = Math.min(endUpTo[sent.countUpTo(end)], leastFrom[asked.countUpTo(end)]);
            if (commit.offset() <= most) continue;
            findings.add(
                    Anomaly.COMMIT_BEYOND_HW, "%s, and at most %d could be read", commit, most);
        }
    }

    /** The high watermark was never further than what who asks later is told. */
    private static long[] leastFrom(List<Op> tellers) {
        long[] least = new long[tellers.size() + 1];
        least[tellers.size()] = Long.MAX_VALUE;
        for (int i = tellers.size() - 1; i >= 0; i--) {
            Told told = Extents.told(tellers.get(i));
            long value = told.hasHighWatermark() ? told.highWatermark() : Long.MAX_VALUE;
            least[i] = Math.min(least[i + 1], value);
        }
        return least;
    }
}
