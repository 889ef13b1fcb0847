package io.skein.server.broker.forward;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.foundation.world.Transport.Place;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.broker.forward.ForwardMessage.Beat;
import io.skein.server.broker.forward.ForwardMessage.RunOver;
import io.skein.server.broker.forward.ForwardMessage.Told;
import io.skein.server.broker.forward.ForwardMessage.Welcome;
import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.simulation.SimHost;
import io.skein.simulation.SimNet;
import io.skein.simulation.Tempo;
import io.skein.simulation.World;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A lane that passes requests on, and the leader it passes them to, which a test plays. */
final class ForwardRig {
    static final long SECOND_NANOS = 1_000_000_000;
    private static final PartitionId ID = new PartitionId(new Uuid(1, 1), 0);
    private static final Leader LEADER = new Leader(2, new Place("leader:1", 0));
    static final Refusal FOR_NOW = Refusal.later(Why.DISK_FULL, "full", 100);
    static final String UNKNOWN = "UNAVAILABLE UNKNOWN";
    static final String AGAIN = "UNAVAILABLE again";

    final World world = new World(1, Tempo.calm());
    private final SimNet<ForwardMessage> net = new SimNet<>(world, 64);
    private final SimHost host = world.host("asker");
    final SimHost there = world.host("leader");
    final Lane lane = host.lane("asker", 1_000);
    final Lane leading = there.lane("leading", 1_000);
    final Forwards forwards = new Forwards(lane);
    final List<String> told = new ArrayList<>();
    final List<ForwardMessage> heard = new ArrayList<>();
    final List<Connection<ForwardMessage>> dialled = new ArrayList<>();

    ForwardRig() {
        lane.answer(() -> forwards.over(net.transport(host)));
    }

    private final class Hearing implements Handler<ForwardMessage> {
        @Override
        public void onMessage(ForwardMessage message) {
            heard.add(message);
        }

        @Override
        public void onWritable() {}

        @Override
        public void onClosed(String reason) {
            heard.add(new Welcome());
        }
    }

    /** The leader takes calls, and says this to each caller. */
    void accept(ForwardMessage... first) {
        leading.answer(() ->
                net.transport(there, 1)
                        .accept(
                                leading,
                                connection -> {
                                    dialled.add(connection);
                                    for (ForwardMessage each : first) connection.send(each);
                                    return new Hearing();
                                }));
        settle();
    }

    void say(ForwardMessage message) {
        leading.answer(() -> dialled.getLast().send(message));
        settle();
    }

    void settle() {
        world.runFor(SECOND_NANOS / 10);
    }

    void awaitTold(int count) {
        assertTrue(world.runUntil(() -> told.size() >= count, 10 * SECOND_NANOS), world::report);
    }

    <R extends PartitionReply> void ask(String name, PartitionRequest<R> request) {
        lane.answer(() ->
                forwards.ask(LEADER, ID, request, answer -> told.add(name + ": " + shown(answer))));
    }

    void append(String name, AppendRun run, int bytes) {
        lane.answer(() ->
                forwards.ask(
                        LEADER,
                        ID,
                        new Append(ByteBuffer.allocate(bytes), Acks.ALL, run),
                        run.<Appended>listening(answer -> told.add(name + ": " + shown(answer)))));
    }

    private static String shown(Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?>(Object reply) -> reply.toString();
            case Answer.Refused<?>(Refusal why) when why.retryAfterMillis() > 0 ->
                    why.why() + " again";
            case Answer.Refused<?>(Refusal why) -> why.why() + " " + why.certainty();
        };
    }

    static Told appended(long id) {
        return new Told(id, Answer.done(new Appended(id, true, OptionalLong.empty(), 0)));
    }

    List<String> runs() {
        return heard.stream()
                .flatMap(message ->
                        switch (message) {
                            case Asked(long id, long run, _, _) ->
                                    Optional.of(id + " of " + run).stream();
                            case RunOver(long run) -> Optional.of(run + " is over").stream();
                            case Welcome _, Told _, Beat _ -> Optional.<String>empty().stream();
                        })
                .toList();
    }

    void beatFor(long seconds) {
        for (long at = 0; at < seconds; at++) {
            say(new Beat());
            world.runFor(SECOND_NANOS - SECOND_NANOS / 10);
        }
    }
}
