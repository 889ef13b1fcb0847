package io.skein.scenarios.quorum;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Batch;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Members;
import io.skein.raft.core.Remembered;
import io.skein.raft.core.Role;
import io.skein.raft.core.Standing;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.history.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knows all members and their platters at once and from outside, and looks whenever something has
 * changed whether the promises of a quorum hold: R1 to R12 and R15 of the list of invariants. Owned
 * by the world.
 */
final class Ghost {
    private final Stage stage;
    private final Chain chain = new Chain();
    private final Promises promises = new Promises(this);
    private final Suffrage suffrage;
    private final TreeMap<Integer, VoterId> leaders = new TreeMap<>();
    private final TreeMap<Integer, LogPoint> agreedIn = new TreeMap<>();
    private final TreeMap<Integer, VoterId> candidates = new TreeMap<>();
    private final TreeMap<Long, LogPoint> agreed = new TreeMap<>();
    private final TreeMap<Long, Long> agreedIds = new TreeMap<>();
    private final TreeSet<Long> writtenIds = new TreeSet<>();
    private final TreeSet<Long> refusedIds = new TreeSet<>();
    private final TreeMap<Long, Integer> counts = new TreeMap<>();
    private LogPoint agreedEnd = LogPoint.START;
    private Optional<Uuid> cluster = Optional.empty();

    /** What a state machine is. */
    record Applied(long image, int count) {}

    Ghost(Stage stage) {
        this.stage = stage;
        this.suffrage = new Suffrage(stage, this);
    }

    static void that(boolean holds, String invariant, Object... story) {
        if (!holds) throw new Violation(invariant, List.of(story).toString());
    }

    Promises promises() {
        return promises;
    }

    Chain chain() {
        return chain;
    }

    /** The end of all that is agreed. */
    LogPoint agreedEnd() {
        return agreedEnd;
    }

    boolean isAgreed(LogPoint point) {
        return point.equals(agreed.get(point.next()));
    }

    /** Where that record is agreed to be, if it is. */
    Optional<Long> agreedAt(long id) {
        return Optional.ofNullable(agreedIds.get(id));
    }

    /** Who votes as far as that is agreed. */
    Optional<Members.At> voters() {
        return chain.at(agreedEnd).flatMap(Chain.Link::voters);
    }

    static boolean contains(LogView log, LogPoint point) {
        if (point.next() == log.start().next()) return point.equals(log.start());
        if (point.next() < log.start().next() || point.next() > log.end().next()) return false;
        return log.epochs().epochAt(point.next() - 1).equals(OptionalInt.of(point.epoch()));
    }

    void starts(Life life, Remembered found) {
        LogPoint end = found.log().end();
        boolean isKnown = end.equals(LogPoint.START) || chain.at(end).isPresent();
        that(isKnown, "R4 a log nobody wrote", life.site.name(), end);
    }

    /** R1, as everybody sees it. */
    void named(int epoch, VoterId leader) {
        VoterId first = leaders.merge(epoch, leader, (known, _) -> known);
        that(first.equals(leader), "R1 two leaders", epoch, first, leader);
    }

    void looks(Life life, Standing now) {
        Optional<Role> before = life.seen.role;
        life.seen.role = Optional.of(now.role());
        boolean isSame =
                before.isPresent()
                        && before.get().getClass() == now.role().getClass()
                        && life.seen.epoch == now.ballot().epoch();
        if (!isSame) became(life, before, now);
        life.seen.epoch = now.ballot().epoch();
        if (now.committedBefore() > life.seen.committedBefore) commits(life, now);
    }

    private void became(Life life, Optional<Role> before, Standing now) {
        stage.tell(Sightings.became(life, before, now));
        if (now.role() instanceof Role.Leader leader) elected(life, leader, now);
        if (now.role() instanceof Role.Following following && following.isHeard()) {
            named(now.ballot().epoch(), following.leader().id());
        }
    }

    private void elected(Life life, Role.Leader leader, Standing now) {
        named(leader.epoch(), life.id());
        // Whoever wins an old epoch late has nothing of what newer ones have agreed since.
        LogPoint end =
                Optional.ofNullable(agreedIn.lowerEntry(leader.epoch()))
                        .map(Map.Entry::getValue)
                        .orElse(LogPoint.START);
        boolean isThere = contains(now.log(), end) || end.next() <= now.log().start().next();
        that(isThere, "R6 a leader lacks what is agreed", life.site.name(), end, now.log());
        stage.elected(life, leader.epoch());
    }

    /** A member writes this behind that. */
    void appends(Life life, LogPoint end, Batch batch) {
        that(end.next() == batch.first(), "R5 not at the end", life.site.name(), end, batch);
        that(end.epoch() <= batch.epoch(), "R5 epochs fall", life.site.name(), end, batch);
        boolean isNew = chain.at(batch.end()).isEmpty();
        chain.append(end, batch);
        if (!isNew) return;
        Standing now = life.standing();
        boolean leads = now.role() instanceof Role.Leader own && own.epoch() == batch.epoch();
        that(leads, "R5 written by no leader", life.site.name(), batch, now.role());
        int durable = promises.durables(life.id()).orElseThrow().ballot().epoch();
        that(durable >= batch.epoch(), "R9 an epoch not durable", life.site.name(), batch);
        switch (batch.content()) {
            case Batch.State(var records) -> records.forEach(this::written);
            case Batch.Control(var records) -> {
                if (now.role() instanceof Role.Leader leader) {
                    suffrage.writes(batch, records, leader);
                }
            }
        }
    }

    private void written(ByteBuffer record) {
        long id = HashMachine.id(record);
        that(writtenIds.add(id), "a record is written twice", id);
        that(!refusedIds.contains(id), "a refused proposal is in a log", id);
    }

    /** Somebody was told that these are not in the log. */
    void refused(List<Long> ids) {
        for (long id : ids) {
            that(!writtenIds.contains(id), "a refused proposal is in a log", id);
            refusedIds.add(id);
        }
    }

    /** R5, R11. */
    void cuts(Life life, LogPoint end, LogPoint to) {
        that(!life.leads(), "R5 a leader cuts its log", life.site.name(), to);
        TreeSet<Integer> epochs = new TreeSet<>();
        for (LogPoint at = end; at.next() > to.next(); ) {
            that(!isAgreed(at), "R11 what is agreed is cut", life.site.name(), end, to, at);
            epochs.add(at.epoch());
            at = chain.at(at).orElseThrow().before();
        }
        boolean isAbove = to.next() >= life.standing().committedBefore();
        that(isAbove, "R11 cut below the own watermark", life.site.name(), to);
        stage.reached(epochs.size() > 1 ? "cut back over two epochs" : "follower cut back");
    }

    /** R7: a member takes all before that for agreed. */
    private void commits(Life life, Standing now) {
        long before = now.committedBefore();
        life.seen.committedBefore = before;
        that(before <= now.log().end().next(), "R7 beyond the end", life.site.name(), before);
        if (before > agreedEnd.next()) agree(life, now, before);
        LogPoint there = agreed.get(before);
        boolean isSame =
                there != null
                        && (contains(now.log(), there) || there.next() <= now.log().start().next());
        that(isSame, "R7 agreed twice", life.site.name(), before, there == null, now.log());
    }

    private void agree(Life life, Standing now, long before) {
        LogPoint end = new LogPoint(before, now.log().epochs().epochAt(before - 1).orElseThrow());
        stage.tell(life.site.name() + " takes all before " + before + " for agreed");
        ArrayDeque<Chain.Link> links = new ArrayDeque<>();
        for (LogPoint at = end; at.next() > agreedEnd.next(); ) {
            Chain.Link link = chain.at(at).orElseThrow();
            links.addFirst(link);
            at = link.before();
        }
        that(
                links.getFirst().before().equals(agreedEnd),
                "R7 agreed twice",
                life.site.name(),
                agreedEnd,
                end);
        checkMajority(life, now, end);
        if (links.getFirst().batch().epoch() < end.epoch()) {
            stage.reached("entries of an older epoch agreed through a newer one");
        }
        links.forEach(this::agree);
        agreedEnd = end;
        agreedIn.put(end.epoch(), end);
    }

    private void agree(Chain.Link link) {
        Batch batch = link.batch();
        agreed.put(batch.end().next(), batch.end());
        if (!(batch.content() instanceof Batch.State(var records))) return;
        long offset = batch.first();
        for (ByteBuffer record : records) agreedIds.put(HashMachine.id(record), offset++);
    }

    /** R8: whoever counts first has counted what platters hold, and no page cache. */
    private void checkMajority(Life life, Standing now, LogPoint end) {
        if (now.role() instanceof Role.Leader leader) {
            that(end.epoch() == leader.epoch(), "R8 counts an old epoch", life.site.name(), end);
        }
        List<VoterId> voters = Suffrage.ids(now.members().history().getLast().named());
        List<VoterId> hold = voters.stream().filter(voter -> promises.hold(voter, end)).toList();
        that(hold.size() > voters.size() / 2, "R8 no durable majority", end, hold, voters);
    }

    /** R10: a state machine has applied all before that. */
    void applied(Life life, long before, Applied state) {
        LogPoint at = agreed.getOrDefault(before, LogPoint.START);
        Optional<Chain.Link> there = chain.at(at);
        that(there.isPresent(), "R10 applied and not agreed", life.site.name(), before);
        boolean isSame = there.get().image() == state.image();
        that(isSame, "R10 another state", life.site.name(), at, state.count());
        int count = counts.merge(before, state.count(), (first, _) -> first);
        that(count == state.count(), "R10 another state", life.site.name(), at, state.count());
    }

    /** Somebody has a vote in that epoch. */
    void voted(int epoch, VoterId whom) {
        if (!candidates.merge(epoch, whom, (first, _) -> first).equals(whom)) {
            stage.reached("split vote");
        }
    }

    /** One cluster, whoever tells of it. */
    void founded(Life life, Uuid id) {
        boolean isSame = cluster.filter(known -> !known.equals(id)).isEmpty();
        that(isSame, "R1 two clusters", life.site.name(), cluster, id);
        cluster = Optional.of(id);
        stage.reached("cluster founded");
    }
}
