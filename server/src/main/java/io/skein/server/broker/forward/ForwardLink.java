package io.skein.server.broker.forward;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.broker.forward.ForwardMessage.Beat;
import io.skein.server.broker.forward.ForwardMessage.RunOver;
import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.broker.forward.ForwardMessage.Welcome;
import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The connection to one leader, and what is open on it. Nothing is asked before the leader's
 * welcome, so that what fails before it is certain to have done nothing. Once it is over it stays
 * so, and another one takes its place. Owned by the lane.
 */
final class ForwardLink implements Handler<ForwardMessage> {
    /** How often a leader that owes answers is asked whether it is there. */
    static final long TICK_NANOS = 1_000_000_000;

    /** Ticks in which a leader that owes answers may say nothing. */
    static final int SILENT_TICKS_MAX = 3;

    /** Ticks without a request after which the connection is closed. */
    static final int IDLE_TICKS_MAX = 60;

    private final Forwards forwards;
    private final Leader leader;
    private final Window window = new Window();
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final ArrayDeque<Asked> early = new ArrayDeque<>();
    private Optional<Connection<ForwardMessage>> connection = Optional.empty();
    private long lastId;
    private long lastRun;
    private long ticks;
    private int silentTicks;
    private int idleTicks;
    private boolean isWelcome;
    private boolean isOver;

    ForwardLink(Forwards forwards, Leader leader) {
        this.forwards = forwards;
        this.leader = leader;
    }

    Leader leader() {
        return leader;
    }

    void dial(Transport<ForwardMessage> nodes) {
        connection = Optional.of(nodes.dial(leader.place(), forwards.lane(), this));
        tickOn();
    }

    <R extends PartitionReply> void ask(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        Optional<ForwardRun> run = Optional.empty();
        Optional<Refusal> refused = refuse(request);
        if (refused.isEmpty() && request instanceof Append append) {
            run = runOf(append);
            if (run.isEmpty()) refused = Optional.of(AppendRun.behind());
        }
        if (refused.isPresent()) {
            then.accept(Answer.refused(refused.get()));
            return;
        }
        Open asked = Open.of(request, run, ticks, then);
        window.enter(asked.load());
        open.put(++lastId, asked);
        long number = run.map(ForwardRun::number).orElse(0L);
        Asked message = new Asked(lastId, number, partition, request);
        if (isWelcome) send(message);
        else early.add(message);
    }

    private Optional<Refusal> refuse(PartitionRequest<?> request) {
        if (isOver) return Optional.of(Losses.unreachable(leader));
        return window.admits(Window.Load.of(request))
                ? Optional.empty()
                : Optional.of(Losses.full(leader));
    }

    /** Empty if the append may not go this way: what is before it was refused, or went another. */
    private Optional<ForwardRun> runOf(Append append) {
        AppendRun.Way way = append.run().way(() -> new ForwardRun(this, ++lastRun));
        boolean isOurs = way instanceof ForwardRun run && run.isOpenBy(this);
        if (!isOurs || append.run().isBroken()) return Optional.empty();
        return Optional.of((ForwardRun) way);
    }

    private void send(ForwardMessage message) {
        connection.ifPresent(to -> to.send(message));
    }

    @Override
    public void onMessage(ForwardMessage message) {
        silentTicks = 0;
        boolean makesSense =
                switch (message) {
                    case Welcome() -> welcome();
                    case Told(long id, Answer<PartitionReply> answer) -> told(id, answer);
                    case Beat() -> true;
                    case Asked _, RunOver _ -> false;
                };
        if (!makesSense) giveUp("said what makes no sense");
    }

    private boolean welcome() {
        boolean isFirst = !isWelcome;
        isWelcome = true;
        while (!early.isEmpty()) send(early.remove());
        return isFirst;
    }

    private boolean told(long id, Answer<PartitionReply> answer) {
        Optional<Open> asked = Optional.ofNullable(open.get(id)).filter(one -> one.fits(answer));
        if (asked.isEmpty()) return false;
        open.remove(id);
        window.leave(asked.get().load());
        if (AppendRun.isBreaking(answer)) {
            asked.get()
                    .run()
                    .filter(ForwardRun::end)
                    .ifPresent(run -> send(new RunOver(run.number())));
        }
        asked.get().then().accept(answer);
        return true;
    }

    private void tickOn() {
        forwards.lane().after(TICK_NANOS, this::tick);
    }

    private void tick() {
        if (isOver) return;
        ticks++;
        if (open.isEmpty()) {
            silentTicks = 0;
            if (++idleTicks >= IDLE_TICKS_MAX) giveUp("has not been asked for long");
        } else {
            idleTicks = 0;
            expire();
            if (++silentTicks > SILENT_TICKS_MAX) giveUp("has fallen silent");
            else if (isWelcome) send(new Beat());
        }
        if (!isOver) tickOn();
    }

    /** Nobody waits for ever; but the leader still has it, so it keeps its place in the window. */
    private void expire() {
        for (Map.Entry<Long, Open> each : open.entrySet()) {
            Open asked = each.getValue();
            if (!asked.isLate(ticks)) continue;
            each.setValue(asked.abandoned());
            asked.lose(leader, "has not answered in time");
        }
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        end("was lost meanwhile");
    }

    void close() {
        giveUp("was left: this node stops");
    }

    private void giveUp(String why) {
        connection.ifPresent(Connection::close);
        end(why);
    }

    private void end(String why) {
        if (isOver) return;
        isOver = true;
        early.clear();
        forwards.gone(this, isWelcome);
        while (!open.isEmpty()) {
            Open asked = open.pollFirstEntry().getValue();
            if (isWelcome) asked.lose(leader, why);
            else asked.then().accept(Answer.refused(Losses.unreachable(leader)));
        }
    }
}
