package io.skein.raft;

import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.raft.core.Batch;
import io.skein.raft.core.Effect;
import io.skein.raft.core.Input;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.LogView;
import io.skein.raft.core.Member;
import io.skein.raft.core.Message;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Role;
import io.skein.raft.core.Seat;
import io.skein.raft.core.Standing;
import io.skein.raft.core.Start;
import io.skein.raft.core.VoterChange;
import io.skein.raft.core.VoterSet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Runs a {@link Member}: feeds it what happens, one input at a time, and does what it asks, in
 * order. Owned by the quorum lane; all methods are called there. Decides nothing.
 */
public final class QuorumDriver {
    /**
     * What the driver works with; {@code lane} is the quorum lane.
     *
     * @param seed of the member's chance, another one in every life
     */
    public record World(Lane lane, Clock clock, long seed, RaftLog log, Outbox outbox) {}

    private final World world;
    private final StateMachine machine;
    private final QuorumFigures figures;
    private final Reigns reigns;
    private final Seat seat;
    private final Member member;
    private final Tail tail;
    private final Applier applier;
    private final Serving serving;
    private final Snapshots snapshots;
    private final HeldSends sends;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final Askers askers = new Askers();
    private boolean stepping;
    private boolean stirred;
    private volatile Standing lastStanding;
    private boolean wantsTick;
    private boolean tickQueued;
    private Optional<Wake> wake = Optional.empty();

    /** A driver that does nothing before {@link #start()}. */
    public QuorumDriver(RaftSettings settings, Seat seat, World world, StateMachine machine) {
        RaftLog log = world.log();
        Start start = new Start(world.clock().nanos(), world.seed());
        this.world = world;
        this.machine = machine;
        this.seat = seat;
        this.member = new Member(settings, seat, log.remembered(), start);
        this.figures = new QuorumFigures(world.clock());
        this.lastStanding = member.standing();
        this.tail = new Tail(settings.outstandingBytesMax());
        this.applier = new Applier(machine, log, tail, settings.readBytesMax());
        this.reigns = new Reigns(machine, applier);
        this.serving = new Serving(member, tail, world, settings.readBytesMax());
        this.snapshots =
                new Snapshots(
                        world,
                        machine,
                        applier,
                        new Snapshots.Terms(settings.snapshotBytes(), this::snapshotTaken));
        this.sends = new HeldSends(world.outbox(), settings.heldSendsMax());
    }

    /** Takes part in the quorum from now on. Once. */
    public void start() {
        world.lane().onTurnEnd(this::endTurn);
        long before = member.standing().log().start().next();
        world.log().rememberedSnapshot().ifPresent(content -> machine.onSnapshot(content, before));
        member.standing().members().current().ifPresent(this::reach);
        queueTick();
    }

    /** Those whom the settings do not name may be known to nobody but the log. */
    private void reach(VoterSet known) {
        known.voters().stream()
                .filter(each -> !seat.tells(each.id().nodeId()))
                .forEach(world.outbox()::reach);
    }

    /**
     * Proposes records that stand or fall together, decided on as leader of {@code epoch}. The
     * bytes belong to the quorum from here on and must not change.
     *
     * @param then called once, on this lane, perhaps before this call returns; after a commit the
     *     state machine has seen the records
     */
    public void propose(int epoch, List<ByteBuffer> records, Consumer<Outcome> then) {
        hear(new Input.Proposed(askers.ticketFor(figures.timed(then)), epoch, records));
    }

    /**
     * Answers {@link Outcome.Committed} once everything this leader of {@code epoch} has proposed
     * so far is agreed and applied, and it still led after this was asked: what was decided on that
     * state may now be told. Answered as {@link #propose} is.
     */
    public void confirm(int epoch, Consumer<Outcome> then) {
        hear(new Input.ReadAsked(askers.ticketFor(then), epoch));
    }

    /** Changes who votes, as leader of {@code epoch}. Answered as {@link #propose} is. */
    public void changeVoters(int epoch, VoterChange change, Consumer<Outcome> then) {
        hear(new Input.VotersAsked(askers.ticketFor(then), epoch, change));
    }

    /** Another node says something to this member. */
    public void onMessage(int fromNode, Message message) {
        hear(new Input.Received(fromNode, message));
    }

    /** A connection to that node, which was open, has closed. */
    public void onConnectionLost(int node) {
        hear(new Input.ConnectionLost(node));
    }

    /** Gives up a leadership, answers all that is open, and takes part no more. */
    public void stop() {
        hear(new Input.StopAsked());
    }

    /** How the member stands now. */
    public Standing standing() {
        return member.standing();
    }

    /** How the member stood when the lane last ended a turn; for any thread. */
    public Standing lastStanding() {
        return lastStanding;
    }

    /** Whether it had a vote then; for any thread. */
    public boolean hadVote() {
        return lastStanding
                .members()
                .current()
                .filter(set -> set.has(seat.self().id()))
                .isPresent();
    }

    /** Everything before this has been handed to the state machine. */
    public long appliedBefore() {
        return applier.applied().next();
    }

    /** What this life has done; for any thread. */
    public QuorumFigures figures() {
        return figures;
    }

    private void hear(Input input) {
        inputs.addLast(input);
        // The end of a turn moves nothing that time could be late for.
        wantsTick |= !(input instanceof Input.TurnEnded);
        // Whoever is called while effects are carried out may ask for more; the effects of that
        // must come after all of these.
        if (stepping) return;
        stepping = true;
        while (!inputs.isEmpty()) {
            member.step(inputs.removeFirst()).forEach(this::perform);
        }
        stepping = false;
        stirred = true;
        if (wantsTick) queueTick();
        wantsTick = false;
    }

    /** What was gathered in this turn leaves together. */
    private void endTurn() {
        if (!stirred) return;
        hear(new Input.TurnEnded());
        stirred = false;
        lastStanding = member.standing();
        tail.trim(Math.min(applier.applied().next(), log().durable().next()));
        snapshots.consider(member.standing());
    }

    private LogView log() {
        return member.standing().log();
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.SaveBallot(var ballot) -> {
                sends.writeAsked();
                world.log().saveBallot(ballot, () -> written(new Input.BallotSaved(ballot)));
            }
            case Effect.Append(Batch batch, int cuts) -> {
                tail.append(batch);
                sends.writeAsked();
                Input durable = new Input.Durable(batch.end(), cuts);
                world.log().append(batch, () -> written(durable));
            }
            case Effect.Cut(LogPoint to, int cuts) -> {
                tail.cut(to);
                sends.writeAsked();
                world.log().cut(to, () -> written(new Input.Durable(to, cuts)));
            }
            case Effect.DropHead(LogPoint before) -> world.log().dropHead(before);
            case Effect.Send send -> sends.send(send);
            case Effect.SendEntries asked -> serving.entries(asked);
            case Effect.SendPiece asked -> serving.piece(asked);
            case Effect.StorePiece(LogPoint at, long position, ByteBuffer bytes) -> {
                Input stored = new Input.PieceStored(at, position + bytes.remaining());
                world.log().storePiece(at, position, bytes, () -> hear(stored));
            }
            case Effect.Install(LogPoint at) ->
                    world.log().install(at, result -> installed(at, result));
            case Effect.Reach(var node) -> world.outbox().reach(node);
            case Effect.Commit(long before) -> applier.commit(before);
            case Effect.Answer(long ticket, Outcome outcome) -> answer(ticket, outcome);
            case Effect.Became(Role role) -> {
                figures.became(role);
                reigns.became(role);
            }
        }
    }

    private void written(Input confirmed) {
        sends.writeConfirmed();
        hear(confirmed);
    }

    private void installed(LogPoint at, Optional<RaftLog.Installed> result) {
        if (result.isEmpty()) {
            hear(new Input.InstallFailed(at));
            return;
        }
        int cuts = log().cuts();
        figures.snapshotInstalled();
        snapshots.replaced(at);
        hear(new Input.Installed(at, result.get().members()));
        // The log goes on from there, or there is nothing left of it.
        if (log().cuts() != cuts) tail.clear();
        applier.replace(result.get());
    }

    private void snapshotTaken(LogPoint at) {
        figures.snapshotTaken();
        hear(new Input.SnapshotTaken(at));
    }

    private void answer(long ticket, Outcome outcome) {
        Consumer<Outcome> then = askers.take(ticket);
        switch (outcome) {
            case Outcome.Committed(int _, long upTo) ->
                    applier.whenApplied(upTo, () -> then.accept(outcome));
            case Outcome.Refused _, Outcome.Unknown _ -> then.accept(outcome);
        }
    }

    /**
     * Lets time be judged behind everything that waits in the mailbox already: after a pause of the
     * whole process the disk's answers must be heard before its silence is held against it.
     */
    private void queueTick() {
        if (tickQueued) return;
        tickQueued = true;
        world.lane().answer(this::tick);
    }

    private void tick() {
        hear(new Input.Tick(world.clock().nanos()));
        tickQueued = false;
        sleep(member.nextWakeNanos());
    }

    /** A timer that is set for earlier is left to fire and find nothing: cheaper than moving it. */
    private void sleep(OptionalLong untilNanos) {
        if (untilNanos.isEmpty()) return;
        long atNanos = untilNanos.getAsLong();
        if (wake.isPresent() && wake.get().atNanos() <= atNanos) return;
        wake.ifPresent(later -> later.timer().cancel());
        long delayNanos = atNanos - world.clock().nanos();
        wake = Optional.of(new Wake(atNanos, world.lane().after(delayNanos, this::wakeUp)));
    }

    private void wakeUp() {
        wake = Optional.empty();
        queueTick();
    }

    private record Wake(long atNanos, Lane.Timer timer) {}
}
