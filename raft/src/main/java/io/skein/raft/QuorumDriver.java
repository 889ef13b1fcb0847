package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.Effect;
import io.skein.raft.core.Effect.Content;
import io.skein.raft.core.Input;
import io.skein.raft.core.Member;
import io.skein.raft.core.Message;
import io.skein.raft.core.Outcome;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Role;
import io.skein.raft.core.Seat;
import io.skein.raft.core.Standing;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Runs a {@link Member}: feeds it what happens, one input at a time, and does what it asks, in
 * order. Owned by the quorum lane; all methods are called there. Decides nothing.
 */
public final class QuorumDriver {
    /** What the driver works with; {@code lane} is the quorum lane. */
    public record World(Lane lane, Clock clock, RaftLog log, Outbox outbox) {}

    /** Someone who waits for an outcome, and the records of a proposal (none for a read). */
    private record Asker(List<ByteBuffer> records, Consumer<Outcome> then) {}

    private final World world;
    private final StateMachine machine;
    private final Member member;
    private final Applier applier;
    private final HeldSends sends;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final TreeMap<Long, Asker> askers = new TreeMap<>();
    private long lastTicket;
    private boolean stepping;
    private boolean tickQueued;
    private Optional<Wake> wake = Optional.empty();
    private OptionalInt announcedEpoch = OptionalInt.empty();

    /** A driver that does nothing before {@link #start()}. */
    public QuorumDriver(RaftSettings settings, Seat seat, World world, StateMachine machine) {
        this.world = world;
        this.machine = machine;
        this.member = new Member(settings, seat, world.log().remembered(), world.clock().nanos());
        this.applier =
                new Applier(machine, world.log(), seat.voters().quorum(), settings.readBytesMax());
        this.sends = new HeldSends(world.outbox(), settings.heldSendsMax());
    }

    /** Takes part in the quorum from now on. Once. */
    public void start() {
        queueTick();
    }

    /**
     * Proposes records that stand or fall together, decided on as leader of {@code epoch}. The
     * bytes belong to the quorum from here on and must not change.
     *
     * @param then called once, on this lane, perhaps before this call returns; after a commit the
     *     state machine has seen the records
     */
    public void propose(int epoch, List<ByteBuffer> records, Consumer<Outcome> then) {
        long ticket = ticketFor(new Asker(List.copyOf(records), then));
        hear(new Input.Proposed(ticket, epoch, records.size(), RaftBatch.weightBytes(records)));
    }

    /**
     * Answers {@link Outcome.Committed} once everything this leader of {@code epoch} has proposed
     * so far is agreed and applied, and it still led after this was asked: what was decided on that
     * state may now be told. Answered as {@link #propose} is.
     */
    public void confirm(int epoch, Consumer<Outcome> then) {
        hear(new Input.ReadAsked(ticketFor(new Asker(List.of(), then)), epoch));
    }

    /** Another node says something to this member. */
    public void onMessage(int fromNode, Message message) {
        hear(new Input.Received(fromNode, message));
    }

    /** Gives up a leadership, answers all that is open, and takes part no more. */
    public void stop() {
        hear(new Input.StopAsked());
    }

    /** How the member stands now. */
    public Standing standing() {
        return member.standing();
    }

    /** Everything before this has been handed to the state machine. */
    public long appliedBefore() {
        return applier.appliedBefore();
    }

    private long ticketFor(Asker asker) {
        askers.put(++lastTicket, asker);
        return lastTicket;
    }

    private void hear(Input input) {
        inputs.addLast(input);
        // Whoever is called while effects are carried out may ask for more; the effects of that
        // must
        // come after all of these.
        if (stepping) return;
        stepping = true;
        while (!inputs.isEmpty()) {
            member.step(inputs.removeFirst()).forEach(this::perform);
        }
        stepping = false;
        queueTick();
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.SaveBallot(var ballot) -> {
                sends.writeAsked();
                world.log().saveBallot(ballot, () -> written(new Input.BallotSaved(ballot)));
            }
            case Effect.WriteEntries entries -> write(entries);
            case Effect.Send send -> sends.send(send);
            case Effect.Commit(long before) -> applier.commit(before);
            case Effect.Answer(long ticket, Outcome outcome) -> answer(ticket, outcome);
            case Effect.Became(Role role) -> became(role);
        }
    }

    private void write(Effect.WriteEntries entries) {
        RaftBatch batch =
                switch (entries.content()) {
                    case Content.Control(List<ControlRecord> records) ->
                            new RaftBatch(
                                    RaftBatch.Kind.CONTROL,
                                    entries.epoch(),
                                    entries.first(),
                                    records.stream().map(ControlFormat::encode).toList());
                    case Content.Proposal(long ticket, int count) -> {
                        List<ByteBuffer> records = asker(ticket).records();
                        Check.same(count, records.size(), "an entry for each record");
                        yield new RaftBatch(
                                RaftBatch.Kind.STATE, entries.epoch(), entries.first(), records);
                    }
                };
        applier.wrote(batch);
        sends.writeAsked();
        world.log().append(batch, () -> written(new Input.Durable(batch.end())));
    }

    private void written(Input confirmed) {
        sends.writeConfirmed();
        hear(confirmed);
    }

    private void answer(long ticket, Outcome outcome) {
        Consumer<Outcome> then = asker(ticket).then();
        askers.remove(ticket);
        switch (outcome) {
            case Outcome.Committed(int _, long upTo) ->
                    applier.whenApplied(upTo, () -> then.accept(outcome));
            case Outcome.Refused _, Outcome.Unknown _ -> then.accept(outcome);
        }
    }

    private Asker asker(long ticket) {
        return Optional.ofNullable(askers.get(ticket))
                .orElseThrow(() -> Check.unreachable("a ticket is answered once: " + ticket));
    }

    private void became(Role role) {
        if (announcedEpoch.isPresent()) {
            int epoch = announcedEpoch.getAsInt();
            announcedEpoch = OptionalInt.empty();
            machine.onResigned(epoch);
        }
        if (role instanceof Role.Leader leader) {
            applier.whenApplied(leader.start(), () -> announce(leader));
        }
    }

    private void announce(Role.Leader leader) {
        if (!member.standing().role().equals(leader)) return;
        announcedEpoch = OptionalInt.of(leader.epoch());
        machine.onLeader(leader.epoch());
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
