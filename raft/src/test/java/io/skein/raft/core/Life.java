package io.skein.raft.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.simulation.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One member through many lives, with a disk that confirms late and crashes that lose what was not
 * confirmed. Knows what must be true from outside, and looks after every step. The invariants are
 * those of a Raft quorum, as far as one voter can break them.
 */
final class Life {
    private static final RaftSettings SETTINGS = new RaftSettings(100, 4, 10, 15, 100, 1);

    /** An entry as the log holds it: whose it is, and 0 for the quorum's own. */
    private record Entry(int epoch, long ticket) {}

    private final List<Entry> log = new ArrayList<>();
    private final List<Entry> committed = new ArrayList<>();
    private final List<LogPoint> unconfirmed = new ArrayList<>();
    private final TreeSet<Long> open = new TreeSet<>();
    private final TreeSet<Integer> epochsOfEarlierLives = new TreeSet<>();
    private final TreeSet<Integer> epochsOfThisLife = new TreeSet<>();
    private LogPoint durable = LogPoint.START;
    private Ballot saved = Ballot.NONE;
    private Ballot asked = Ballot.NONE;
    private long lastTicket;
    private long nowNanos;
    private Member member = born();

    /** Lets something happen. */
    void live(Gen gen) {
        switch (gen.weighted(4, 4, 3, 3, 1, 1, 1)) {
            case 0 -> pass(gen.between(0L, 60L));
            case 1 -> propose(gen.between(0, 1), gen.between(1, 3), gen.between(0, 11));
            case 2 -> confirmLog(gen);
            case 3 -> confirmBallot();
            case 4 -> hear(new Input.ReadAsked(ticket(), member.standing().ballot().epoch()));
            case 5 -> hear(new Input.Received(2, voteAsked(gen.between(0, 99))));
            default -> crash(gen);
        }
    }

    /** All faults end: within a few steps there is a leader again, and nobody waits. */
    void heal() {
        for (int i = 0; i < 4; i++) {
            confirmBallot();
            while (!unconfirmed.isEmpty()) confirm(unconfirmed.removeFirst());
            pass(1);
        }
        Standing standing = member.standing();
        assertTrue(standing.role() instanceof Role.Leader, () -> "no leader: " + standing);
        assertEquals(log.size(), standing.committedBefore(), "all is committed");
        assertTrue(open.isEmpty(), () -> "never answered: " + open);
    }

    private Member born() {
        Remembered remembered = new Remembered(saved, durable);
        return new Member(SETTINGS, new Seat(Story.ME, Story.ALONE), remembered, nowNanos);
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        hear(new Input.Tick(nowNanos));
    }

    private void propose(int staleness, int count, int bytes) {
        int epoch = Math.max(0, member.standing().ballot().epoch() - staleness);
        hear(new Input.Proposed(ticket(), epoch, count, bytes));
    }

    private void confirmLog(Gen gen) {
        if (unconfirmed.isEmpty()) return;
        // One sync may confirm many writes at once.
        int last = gen.between(0, unconfirmed.size() - 1);
        LogPoint upTo = unconfirmed.get(last);
        unconfirmed.subList(0, last + 1).clear();
        confirm(upTo);
    }

    private void confirm(LogPoint upTo) {
        durable = upTo;
        hear(new Input.Durable(upTo));
    }

    private void confirmBallot() {
        if (asked.equals(saved)) return;
        // The log keeps the order: what was written before the ballot is durable before it.
        if (!unconfirmed.isEmpty()) confirm(unconfirmed.removeLast());
        unconfirmed.clear();
        saved = asked;
        hear(new Input.BallotSaved(saved));
    }

    /** What was confirmed stays; of the rest some prefix may, and the ballot may. */
    private void crash(Gen gen) {
        Ballot before = saved;
        if (!unconfirmed.isEmpty() && gen.flag()) {
            durable = unconfirmed.get(gen.between(0, unconfirmed.size() - 1));
        }
        if (unconfirmed.isEmpty() && gen.flag()) saved = asked;
        asked = saved;
        log.subList((int) durable.next(), log.size()).clear();
        unconfirmed.clear();
        open.clear();
        epochsOfEarlierLives.addAll(epochsOfThisLife);
        epochsOfThisLife.clear();
        assertTrue(saved.epoch() >= before.epoch(), "R2: a durable epoch never decreases");
        assertTrue(log.size() >= committed.size(), "R7: what is committed survives");
        assertEquals(committed, log.subList(0, committed.size()), "R7: unchanged");
        member = born();
    }

    private long ticket() {
        open.add(++lastTicket);
        return lastTicket;
    }

    private static Message voteAsked(int epoch) {
        return new Message.VoteAsked(epoch, Story.STRANGER, LogPoint.START);
    }

    private void hear(Input input) {
        member.step(input).forEach(this::see);
        assertEquals(log.size(), member.standing().end().next(), "it knows where its log ends");
        assertTrue(open.size() <= SETTINGS.proposalsMax(), "outstanding tickets are bounded");
    }

    private void see(Effect effect) {
        switch (effect) {
            case Effect.SaveBallot(Ballot ballot) -> {
                assertEquals(asked, saved, "one ballot at a time");
                assertTrue(ballot.epoch() > asked.epoch(), "R2, R3: a new vote, a new epoch");
                asked = ballot;
            }
            case Effect.WriteEntries(int epoch, long first, Effect.Content content) -> {
                assertEquals(log.size(), first, "R5: a leader only appends");
                assertEquals(saved.epoch(), epoch, "R9: the epoch is durable before it writes");
                assertFalse(epochsOfEarlierLives.contains(epoch), "an epoch has one writing life");
                epochsOfThisLife.add(epoch);
                long ticket = content instanceof Effect.Content.Proposal p ? p.ticket() : 0;
                for (int i = 0; i < content.count(); i++) log.add(new Entry(epoch, ticket));
                unconfirmed.add(new LogPoint(log.size(), epoch));
            }
            case Effect.Send(int _, Message message, Effect.Gate gate) ->
                    assertTrue(
                            message.epoch() <= saved.epoch() || gate == Effect.Gate.AFTER_DURABLE,
                            "R9: no epoch leaves before it is durable");
            case Effect.Commit(long before) -> {
                assertTrue(before > committed.size(), "R7: commits only grow");
                assertTrue(before <= durable.next(), "R8: a majority holds it durably");
                assertEquals(saved.epoch(), log.get((int) before - 1).epoch(), "R6: own epoch");
                committed.addAll(log.subList(committed.size(), (int) before));
            }
            case Effect.Answer(long ticket, Outcome outcome) -> {
                assertTrue(open.remove(ticket), "each ticket is answered once");
                see(ticket, outcome);
            }
            case Effect.Became _ -> {}
        }
    }

    private void see(long ticket, Outcome outcome) {
        boolean written = log.stream().anyMatch(entry -> entry.ticket() == ticket);
        switch (outcome) {
            case Outcome.Committed(int _, long upTo) -> {
                assertTrue(upTo < committed.size(), "told only after the commit");
                if (written) assertEquals(ticket, committed.get((int) upTo).ticket(), "its own");
            }
            case Outcome.Refused _ -> assertFalse(written, "refused means nothing was written");
            case Outcome.Unknown _ -> {}
        }
    }
}
