package io.skein.scenarios.exhaustive;

import static io.skein.scenarios.exhaustive.Promises.that;

import io.skein.foundation.BrokenInvariant;
import io.skein.raft.core.Batch;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.Effect;
import io.skein.raft.core.Input;
import io.skein.raft.core.Member;
import io.skein.raft.core.Members;
import io.skein.raft.core.Message;
import io.skein.raft.core.Role;
import io.skein.raft.core.Start;
import io.skein.raft.core.VoterId;
import io.skein.scenarios.cores.CoreDisk;
import io.skein.scenarios.cores.CoreDisk.Write;
import io.skein.scenarios.cores.Owed;
import io.skein.scenarios.cores.Telling;
import io.skein.scenarios.cores.Wording;
import io.skein.scenarios.history.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One step of one node: what the member is told, and what its driver and disk make of the answers.
 * Looks after whatever can be judged from this node alone. Made for one step.
 */
final class NodeStep {
    /** A moment after which nobody waits for a time that could be named. */
    static final long TIMELESS = Long.MAX_VALUE / 2;

    private final Terms terms;
    private final Telling telling;
    private final NodeState before;
    private final int id;
    private final List<Parcel> sent = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final ArrayDeque<Input> due = new ArrayDeque<>();
    private final List<Long> tickets;
    private Owed owed;
    private Member member;
    private CoreDisk disk;
    private CoreDisk view;
    private long nowNanos;
    private long agreedBefore;
    private Optional<Role.Leader> reign;
    private boolean hasHeardOfCluster;

    private NodeStep(Terms terms, NodeState before, Telling telling) {
        this.terms = terms;
        this.telling = telling;
        this.before = before;
        this.id = before.id();
        this.owed = new Owed(before.owed());
        this.member = before.member().copy();
        this.disk = before.disk();
        this.view = before.view();
        this.tickets = new ArrayList<>(before.tickets());
        this.nowNanos = before.nowNanos();
        this.agreedBefore = member.standing().committedBefore();
        this.reign = reignNow();
        this.hasHeardOfCluster = before.hasHeardOfCluster();
    }

    /** What comes of it; throws a {@link Violation} if this node should never have done it. */
    static StepTaken take(Terms terms, NodeState before, Step step, Telling telling) {
        telling.happens(step::text);
        NodeStep taken = new NodeStep(terms, before, telling);
        try {
            taken.take(step);
        } catch (BrokenInvariant broken) {
            throw new Violation("a member checks itself", String.valueOf(broken.getMessage()));
        }
        return taken.taken();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Heard(Parcel parcel) -> hear(parcel);
            case Step.HeardDouble(Parcel parcel) -> hear(parcel);
            case Step.Confirmed(int _, boolean isBallot) ->
                    confirm(isBallot ? owed.firstBallot().orElseThrow() : owed.first());
            case Step.PatienceEnded _ -> pass(Terms.PATIENCE_NANOS);
            case Step.Beaten _ -> pass(Terms.BEAT_NANOS);
            case Step.Crashed _ -> crash();
            case Step.Proposed(int _, long ticket) -> {
                tickets.add(ticket);
                hear(new Input.Proposed(ticket, epoch(), records(ticket)));
            }
            case Step.VotersAsked asked -> {
                tickets.add(asked.ticket());
                hear(new Input.VotersAsked(asked.ticket(), epoch(), asked.change()));
            }
        }
        while (!terms.areDisksLate() && !owed.isEmpty()) confirm(owed.first());
    }

    private StepTaken taken() {
        boolean isKnown = member.standing().log().end().equals(view.end());
        that(isKnown, "R5 a member knows where its log ends", who(), view.end());
        boolean hasVoters = member.standing().members().current().isPresent();
        boolean isNamed = !view.members().history().isEmpty();
        that(hasVoters == isNamed, "R12 a member knows who votes", who());
        NodeState after =
                new NodeState(
                        before.self(),
                        member,
                        disk,
                        view,
                        owed,
                        nowNanos,
                        tickets,
                        hasHeardOfCluster);
        return new StepTaken(after, sent, deeds);
    }

    private static List<ByteBuffer> records(long ticket) {
        return List.of(ByteBuffer.allocate(Long.BYTES).putLong(ticket).flip());
    }

    private VoterId who() {
        return before.self().id();
    }

    private int epoch() {
        return member.standing().ballot().epoch();
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        hear(new Input.Tick(nowNanos));
    }

    private void crash() {
        owed = new Owed();
        tickets.clear();
        hasHeardOfCluster = false;
        view = disk;
        Start start = new Start(nowNanos, id);
        member = new Member(terms.settings(), terms.seat(before.self()), disk.remembered(), start);
        agreedBefore = 0;
        reign = Optional.empty();
        hear(new Input.Tick(nowNanos));
    }

    private void hear(Parcel parcel) {
        boolean isTold =
                parcel.message() instanceof Message.VoteRefused refused && refused.knowsCluster();
        hasHeardOfCluster |= isTold && terms.isFounding();
        hear(new Input.Received(parcel.from(), parcel.message()));
    }

    private void hear(Input input) {
        due.addLast(input);
        while (!due.isEmpty()) {
            Input next = due.removeFirst();
            List<Effect> effects = member.step(next);
            // Who gives up by what it agrees on has led when it agreed.
            reign = reignNow().or(() -> reign);
            effects.forEach(this::perform);
            reign = reignNow();
            if (!(next instanceof Input.TurnEnded)) due.addLast(new Input.TurnEnded());
        }
    }

    private void confirm(Owed.Numbered numbered) {
        owed.confirmed(numbered);
        Write write = numbered.write();
        CoreDisk older = disk;
        disk = write.onto(disk);
        tell(() -> "disk: " + write.text());
        Promises.replaced(who(), older.ballot(), disk.ballot());
        owed.release().forEach(held -> leave(held.to(), held.message()));
        switch (write) {
            case Write.NewBallot(var ballot) -> hear(new Input.BallotSaved(ballot));
            case Write.Append(var batch, int cuts) -> hear(new Input.Durable(batch.end(), cuts));
            case Write.Cut(var to, int cuts) -> hear(new Input.Durable(to, cuts));
            case Write.Piece _, Write.Snap _ ->
                    throw new IllegalStateException("nobody takes snapshots here");
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.SaveBallot(var ballot) -> write(new Write.NewBallot(ballot));
            case Effect.Append(var batch, int cuts) -> append(batch, cuts);
            case Effect.Cut(var to, int cuts) -> {
                that(reign.isEmpty(), "R5 a leader cuts its log", who(), to);
                that(to.next() >= agreedBefore, "R11 cut below what is agreed", who(), to);
                deeds.add(new Deed.CutBack(to, view));
                write(new Write.Cut(to, cuts));
            }
            case Effect.Send(int to, Message message, Effect.Gate gate) -> {
                Message said = terms.said(message);
                if (gate == Effect.Gate.AT_ONCE || owed.isEmpty()) leave(to, said);
                else owed.hold(to, said);
            }
            case Effect.SendEntries(int to, Message.Entries head, int bytesMax) ->
                    leave(to, head.with(view.batchesAfter(head.after(), bytesMax)));
            case Effect.Reach _ -> {}
            case Effect.Commit(long end) -> {
                tell(() -> "commits before " + end);
                that(end > agreedBefore, "R7 commits grow", who(), end);
                deeds.add(new Deed.Agreed(end, new Deed.Grounds(view, disk, reign)));
                agreedBefore = end;
            }
            case Effect.Answer(long ticket, var outcome) -> {
                telling.follows(() -> Wording.answered(id, ticket, outcome));
                that(tickets.remove(ticket), "a ticket is answered once", ticket);
                deeds.add(new Deed.Answered(ticket, outcome));
            }
            case Effect.Became(var role) -> {
                telling.follows(() -> Wording.became(id, role, TIMELESS));
                if (role instanceof Role.Leader leader) deeds.add(new Deed.Led(leader, view));
            }
            case Effect.SendPiece _, Effect.StorePiece _, Effect.Install _, Effect.DropHead _ ->
                    throw new IllegalStateException("nobody takes snapshots here");
        }
    }

    private void append(Batch batch, int cuts) {
        that(view.end().next() == batch.first(), "R5 not at the end", view.end(), batch);
        Optional<Role.Leader> own = reign.filter(leader -> leader.epoch() == batch.epoch());
        if (own.isPresent()) {
            that(disk.ballot().epoch() == batch.epoch(), "R9 an epoch not durable", batch);
        }
        deeds.add(new Deed.Appended(batch, view));
        own.ifPresent(leader -> noteChanges(batch, leader));
        write(new Write.Append(batch, cuts));
    }

    private void noteChanges(Batch batch, Role.Leader leader) {
        boolean isOpening = batch.first() == leader.start();
        if (isOpening || !(batch.content() instanceof Batch.Control(var records))) return;
        for (ControlRecord record : records) {
            if (!(record instanceof ControlRecord.Voters named)) continue;
            Members.At last = view.members().history().getLast();
            deeds.add(new Deed.Changed(last, named, leader.start(), agreedBefore));
        }
    }

    private void write(Write write) {
        tell(() -> "writes " + Wording.write(write, view));
        owed.add(write);
        view = write.onto(view);
    }

    private void leave(int to, Message message) {
        Promises.said(disk, to, message);
        if (message instanceof Message.LeaderAsked) {
            // Whom it asks is drawn; whatever is not answered here was not drawn, or is lost.
            for (int node = 1; node <= terms.nodes(); node++) {
                if (node != id) post(node, message);
            }
        } else {
            post(to, message);
        }
    }

    private void post(int to, Message message) {
        Parcel parcel = new Parcel(id, to, message);
        tell(() -> "→ " + Wording.name(to) + " " + Wording.message(message));
        sent.add(parcel);
    }

    private Optional<Role.Leader> reignNow() {
        return member.standing().role() instanceof Role.Leader leader
                ? Optional.of(leader)
                : Optional.empty();
    }

    private void tell(Supplier<String> line) {
        telling.follows(() -> Wording.name(id) + " " + line.get());
    }
}
