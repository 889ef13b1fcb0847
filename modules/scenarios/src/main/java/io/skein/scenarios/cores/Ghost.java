package io.skein.scenarios.cores;

import io.skein.raft.core.Ballot;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.Message;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.Role;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.history.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Knows all members at once and from outside, and looks after every change whether the promises of
 * a quorum hold: R1 to R12 of the list of invariants. Owned by its {@link Colony}.
 */
final class Ghost {
    private final Colony colony;
    private final List<Batch> agreed = new ArrayList<>();
    private final TreeMap<Long, Integer> agreedIn = new TreeMap<>();
    private final TreeMap<Integer, VoterId> leaders = new TreeMap<>();
    private final Votes votes = new Votes();
    private final TreeMap<LogPoint, Integer> prefixes = new TreeMap<>();
    private final TreeMap<Long, Ticket> tickets = new TreeMap<>();
    private final TreeMap<VoterId, CoreDisk> lost = new TreeMap<>();
    private final TreeSet<Long> refused = new TreeSet<>();
    private long lastTicket;

    /** Something that was asked of a member, and how much was agreed by then. */
    private record Ticket(int node, boolean isRead, long agreedBefore) {}

    Ghost(Colony colony) {
        this.colony = colony;
    }

    long agreedBefore() {
        return agreed.isEmpty() ? 0 : agreed.getLast().end().next();
    }

    int openTickets() {
        return tickets.size();
    }

    int epochs() {
        return leaders.isEmpty() ? 0 : leaders.lastKey();
    }

    long ticket(CoreNode node, boolean isRead) {
        tickets.put(++lastTicket, new Ticket(node.id, isRead, agreedBefore()));
        return lastTicket;
    }

    static List<ByteBuffer> records(long ticket) {
        return List.of(ByteBuffer.allocate(Long.BYTES).putLong(ticket).flip());
    }

    private static Violation broken(String invariant, String story) {
        return new Violation(invariant, story);
    }

    private static void that(boolean holds, String invariant, Object... story) {
        if (!holds) throw broken(invariant, List.of(story).toString());
    }

    void crashed(CoreNode node) {
        tickets.values().removeIf(ticket -> ticket.node() == node.id);
        stored(node);
    }

    /** Something more is on that disk. */
    void stored(CoreNode node) {
        votes.stored(node.voter(), node.disk().ballot());
    }

    void became(CoreNode node, Role role) {
        colony.telling().follows(() -> Wording.became(node.id, role, colony.nowNanos()));
        if (!(role instanceof Role.Leader leader)) return;
        VoterId first = leaders.merge(leader.epoch(), node.voter(), (known, _) -> known);
        that(first.equals(node.voter()), "R1 two leaders", leader.epoch(), first, node.voter());
        for (Batch batch : agreed) {
            // The votes for an old epoch may arrive when a newer one has agreed on something.
            if (agreedIn.getOrDefault(batch.first(), 0) >= leader.epoch()) continue;
            boolean isThere = node.view().contains(batch.end());
            boolean isCovered = batch.end().next() <= node.view().snapshot().at().next();
            that(isThere || isCovered, "R6 a leader lacks what is agreed", node.voter(), batch);
        }
    }

    void appends(CoreNode node, Batch batch) {
        LogPoint end = node.view().end();
        that(end.next() == batch.first(), "R5 not at the end", node.id, end, batch);
        int prefix = 31 * prefixes.getOrDefault(end, 0) + batch.hashCode();
        int known = prefixes.merge(batch.end(), prefix, (first, _) -> first);
        that(known == prefix, "R4 one end, two logs", node.id, batch);
        Role role = node.member().orElseThrow().standing().role();
        if (role instanceof Role.Leader leader && batch.epoch() == leader.epoch()) {
            that(node.disk().ballot().epoch() == batch.epoch(), "R9 epoch not durable", batch);
            changes(node, batch, leader);
        }
        if (batch.content() instanceof Batch.State(var records)) {
            long ticket = records.getFirst().getLong(0);
            that(!refused.contains(ticket), "a refused proposal is in a log", ticket);
        }
    }

    private void changes(CoreNode node, Batch batch, Role.Leader leader) {
        if (!(batch.content() instanceof Batch.Control(var records))) return;
        if (batch.first() == leader.start()) return;
        for (ControlRecord record : records) {
            if (!(record instanceof ControlRecord.Voters named)) continue;
            List<Members.At> history = node.view().members().history();
            that(
                    history.getLast().offset() < agreedBefore(),
                    "R12 two changes at once",
                    node.id,
                    history);
            that(leader.start() < agreedBefore(), "R12 too early", node.id, batch);
            TreeSet<VoterId> differ = new TreeSet<>();
            ids(history.getLast().named()).forEach(differ::add);
            for (VoterId id : ids(named)) {
                if (!differ.remove(id)) differ.add(id);
            }
            that(differ.size() <= 1, "R12 more than one voter changes", differ);
        }
    }

    private static List<VoterId> ids(ControlRecord.Voters named) {
        return named.voters().voters().stream().map(voter -> voter.id()).toList();
    }

    void cuts(CoreNode node, LogPoint to) {
        that(to.next() >= node.appliedBefore(), "R11 cut below what is agreed", node.id, to);
    }

    /** A member takes all before this for agreed. */
    void commits(CoreNode node, long before) {
        that(before > node.appliedBefore(), "R7 commits grow", node.id, before);
        for (Batch batch : node.view().batches()) {
            if (batch.end().next() > before) break;
            if (batch.first() < node.appliedBefore()) continue;
            if (batch.first() == agreedBefore()) {
                agreed.add(batch);
                agreedIn.put(
                        batch.first(), node.member().orElseThrow().standing().ballot().epoch());
            }
            that(
                    agreedAt(batch.first()).equals(Optional.of(batch)),
                    "R7 agreed twice",
                    node.id,
                    batch);
        }
        that(before <= agreedBefore(), "R10 there is a gap", node.id, before, agreedBefore());
        checkMajority(node, before);
    }

    private Optional<Batch> agreedAt(long first) {
        return agreed.stream().filter(batch -> batch.first() == first).findFirst();
    }

    /** R8: whoever counts first has counted what disks hold, and no page cache. */
    private void checkMajority(CoreNode node, long before) {
        if (!(node.member().orElseThrow().standing().role() instanceof Role.Leader leader)) return;
        LogPoint last =
                agreed.stream()
                        .map(Batch::end)
                        .filter(end -> end.next() == before)
                        .findFirst()
                        .orElseThrow(() -> broken("R8 between two batches", "" + before));
        that(last.epoch() == leader.epoch(), "R8 counts an old epoch", node.id, last);
        List<VoterId> voters = ids(node.view().members().history().getLast().named());
        List<VoterId> hold = voters.stream().filter(voter -> diskOf(voter).holds(last)).toList();
        that(hold.size() > voters.size() / 2, "R8 no durable majority", last, hold, voters);
    }

    private CoreDisk diskOf(VoterId voter) {
        // What was acknowledged from a disk that is lost since was true when it was said.
        return colony.nodes().stream()
                .filter(each -> each.voter().equals(voter))
                .map(CoreNode::disk)
                .findFirst()
                .orElseGet(() -> lost.getOrDefault(voter, CoreDisk.EMPTY));
    }

    void wiped(VoterId voter, CoreDisk disk) {
        lost.put(voter, disk);
    }

    /** R9: what a message promises is on the disk of who says it. */
    void says(CoreNode node, Message message) {
        int durable = node.disk().ballot().epoch();
        switch (Oath.of(message)) {
            case Oath.Nothing() -> {}
            case Oath.Epoch(int epoch) ->
                    that(durable >= epoch, "R9 an epoch not durable", message);
            case Oath.Vote(int epoch) -> {
                boolean isKept = durable >= epoch && votes.has(node.voter(), epoch);
                that(isKept, "R9 a vote not durable", message);
            }
            case Oath.Log(int epoch, LogPoint point) -> {
                that(durable >= epoch, "R9 an epoch not durable", message);
                that(node.disk().holds(point), "R9 durable is not", message);
            }
        }
    }

    void answered(CoreNode node, long number, Outcome outcome) {
        colony.telling().follows(() -> Wording.answered(node.id, number, outcome));
        Ticket ticket = tickets.remove(number);
        if (ticket == null) throw broken("a ticket is answered once", "" + number);
        switch (outcome) {
            case Outcome.Committed(int _, long upTo) -> {
                that(upTo < agreedBefore(), "committed is not agreed", number, upTo);
                if (ticket.isRead()) {
                    boolean isFresh = node.appliedBefore() >= ticket.agreedBefore();
                    that(isFresh, "R14 an old read", number, ticket, node.appliedBefore());
                } else if (!isAgreed(number)) {
                    throw broken("committed is not agreed", "" + number);
                }
            }
            case Outcome.Refused _ -> refused.add(number);
            case Outcome.Unknown _ -> {}
        }
    }

    private boolean isAgreed(long ticket) {
        return agreed.reversed().stream().anyMatch(batch -> names(batch, ticket));
    }

    private static boolean names(Batch batch, long ticket) {
        return switch (batch.content()) {
            case Batch.State(var records) -> records.getFirst().getLong(0) == ticket;
            case Batch.Control _ -> true;
        };
    }

    /** Every member, after each of its steps. */
    void stepped(CoreNode node) {
        if (node.isInstalling()) return;
        node.member()
                .ifPresent(member -> {
                    that(
                            member.standing().log().end().equals(node.view().end()),
                            "a member knows where its log ends",
                            node.id,
                            member.standing().log(),
                            node.view().end());
                    that(
                            member.standing().members().current().isPresent()
                                    == !node.view().members().history().isEmpty(),
                            "R12 a member knows who votes",
                            node.id);
                });
    }

    /** What a snapshot of all before that point says. */
    CoreDisk.Snapshot snapshot(LogPoint at) {
        boolean isAgreed = agreed.stream().anyMatch(batch -> batch.end().equals(at));
        that(isAgreed, "R15 a snapshot of what is not agreed", at);
        CoreDisk whole = new CoreDisk(Ballot.NONE, CoreDisk.EMPTY.snapshot(), agreed);
        List<Members.At> before =
                whole.members().history().stream().filter(m -> m.offset() < at.next()).toList();
        return new CoreDisk.Snapshot(at, new Members(before));
    }
}
