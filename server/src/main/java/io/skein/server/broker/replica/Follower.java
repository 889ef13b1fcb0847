package io.skein.server.broker.replica;

import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Confirmed;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.MarkOf;
import io.skein.server.replication.ReplicaMessage.Progress;
import io.skein.server.replication.ReplicaMessage.Why;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A connection on which a broker follows partitions that are led here. Owned by their lane. */
final class Follower implements Handler<ReplicaMessage> {
    /** Marks that go into one message. */
    private static final int MARKS_MAX = 10_000;

    private final Followers followers;
    private final Connection<ReplicaMessage> connection;
    private final TreeMap<Long, Push> pushes = new TreeMap<>();
    private final LinkedHashSet<Push> due = new LinkedHashSet<>();
    private final List<MarkOf> marks = new ArrayList<>();
    private Optional<ReplicaMessage.Follower> who = Optional.empty();
    private long lastNumber;

    Follower(Followers followers, Connection<ReplicaMessage> connection) {
        this.followers = followers;
        this.connection = connection;
    }

    @Override
    public void onMessage(ReplicaMessage message) {
        boolean makesSense =
                switch (message) {
                    case ReplicaMessage.Follower follower -> introduce(follower);
                    case Attach attach -> attach(attach);
                    case ReplicaMessage.Detach(long number) -> detach(number);
                    case Confirmed(List<Progress> each) -> each.stream().allMatch(this::confirm);
                    case ReplicaMessage.Beat beat -> connection.send(beat);
                    case ReplicaMessage.Judged _,
                            ReplicaMessage.Turned _,
                            ReplicaMessage.Pushed _,
                            ReplicaMessage.Marked _ ->
                            false;
                };
        if (!makesSense) connection.close();
    }

    private boolean introduce(ReplicaMessage.Follower follower) {
        boolean isFirst = who.isEmpty();
        who = Optional.of(follower);
        return isFirst;
    }

    private boolean attach(Attach asked) {
        boolean makesSense =
                who.isPresent()
                        && asked.number() > lastNumber
                        && asked.durable() <= asked.at().end();
        if (!makesSense) return false;
        lastNumber = asked.number();
        followers
                .led(asked.partition())
                .ifPresentOrElse(
                        copies -> copies.attach(this, asked),
                        () -> turn(asked.number(), Why.NOT_LEADER));
        return true;
    }

    private boolean detach(long number) {
        Optional.ofNullable(pushes.get(number)).ifPresent(Push::detached);
        return true;
    }

    /** What is late is of an attach that is over. */
    private boolean confirm(Progress progress) {
        Push push = pushes.get(progress.number());
        return push == null || push.confirmed(progress.durable());
    }

    /** Which run of which node that is. */
    ReplicaMessage.Follower who() {
        return who.orElseThrow();
    }

    void begins(Push push) {
        pushes.put(push.number(), push);
    }

    void ends(Push push) {
        pushes.remove(push.number());
        due.remove(push);
    }

    /** There is something to tell of that one. */
    void due(Push push) {
        due.add(push);
        followers.due(this);
    }

    /** The same, not now. */
    void dueAfter(long nanos, Push push) {
        followers.after(nanos, () -> due(push));
    }

    /** Tells all that is due, as far as the network takes it. */
    void tell() {
        List<Push> now = new ArrayList<>(due);
        due.clear();
        now.forEach(Push::advance);
        while (!marks.isEmpty()) {
            List<MarkOf> some = marks.subList(0, Math.min(MARKS_MAX, marks.size()));
            connection.send(new ReplicaMessage.Marked(some));
            some.clear();
        }
    }

    void mark(long number, Mark mark) {
        marks.add(new MarkOf(number, mark));
    }

    boolean isWritable() {
        return connection.writable();
    }

    void send(ReplicaMessage message) {
        connection.send(message);
    }

    void turn(long number, Why why) {
        connection.send(new ReplicaMessage.Turned(number, why));
    }

    @Override
    public void onWritable() {
        pushes.values().forEach(this::due);
    }

    @Override
    public void onClosed(String reason) {
        followers.gone();
        for (Push push : List.copyOf(pushes.values())) push.detached();
    }
}
