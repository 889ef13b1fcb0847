package io.skein.server.broker.replica;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.broker.replica.Leaders.Where;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Beat;
import io.skein.server.replication.ReplicaMessage.MarkOf;
import io.skein.server.replication.ReplicaMessage.Progress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The connection to a broker that leads what some partitions of a lane follow. Dials again for as
 * long as anybody follows there; whoever does attaches anew on every connection. Owned by the lane.
 */
final class LeaderLink implements Handler<ReplicaMessage> {
    /** How often an idle leader is asked whether it is there. */
    static final long BEAT_NANOS = 1_000_000_000;

    /** Beats without an answer after which it is dialled anew. */
    private static final int UNANSWERED_MAX = 3;

    private static final long REDIAL_NANOS_MIN = 20_000_000;
    private static final long REDIAL_NANOS_MAX = 1_000_000_000;

    private final Leaders leaders;
    private final Where where;
    private final LinkedHashSet<Follow> follows = new LinkedHashSet<>();
    private final TreeMap<Long, Follow> attached = new TreeMap<>();
    private final LinkedHashSet<Follow> due = new LinkedHashSet<>();
    private Optional<Connection<ReplicaMessage>> connection = Optional.empty();
    private long waitNanos = REDIAL_NANOS_MIN;
    private int unanswered;
    private boolean isHeard;
    private boolean isOver;

    LeaderLink(Leaders leaders, Where where) {
        this.leaders = leaders;
        this.where = where;
    }

    void add(Follow follow) {
        follows.add(follow);
        if (connection.isPresent()) follow.attach(this);
    }

    void remove(Follow follow) {
        follows.remove(follow);
        due.remove(follow);
        if (!follows.isEmpty()) return;
        isOver = true;
        leaders.idle(where, this);
        connection.ifPresent(Connection::close);
    }

    void dial() {
        Optional<Transport<ReplicaMessage>> nodes = leaders.transport();
        if (nodes.isEmpty() || connection.isPresent() || isOver) return;
        Transport.Place place = new Transport.Place(where.address(), where.door());
        connection = Optional.of(nodes.get().dial(place, leaders.lane(), this));
        unanswered = 0;
        send(leaders.self());
        for (Follow follow : List.copyOf(follows)) follow.attach(this);
        beatOn(connection.get());
    }

    private void beatOn(Connection<ReplicaMessage> beating) {
        leaders.lane()
                .after(
                        BEAT_NANOS,
                        () -> {
                            if (connection.filter(beating::equals).isEmpty()) return;
                            if (unanswered++ < UNANSWERED_MAX) {
                                send(new Beat());
                                beatOn(beating);
                            } else {
                                beating.close();
                            }
                        });
    }

    void send(ReplicaMessage message) {
        connection.ifPresent(open -> open.send(message));
    }

    /** That attach is of this partition, until {@link #forget}. */
    void expect(long number, Follow follow) {
        attached.put(number, follow);
    }

    void forget(long number) {
        attached.remove(number);
    }

    /** That one has something to confirm. */
    void due(Follow follow) {
        due.add(follow);
        leaders.due(this);
    }

    void tell() {
        List<Progress> each = new ArrayList<>();
        for (Follow follow : due) follow.progress().ifPresent(each::add);
        due.clear();
        if (!each.isEmpty()) send(new ReplicaMessage.Confirmed(each));
    }

    boolean isHeard() {
        return isHeard;
    }

    Lane lane() {
        return leaders.lane();
    }

    long nextNumber() {
        return leaders.nextNumber();
    }

    /** What was said makes no sense, or cannot be believed. */
    void giveUp() {
        connection.ifPresent(Connection::close);
    }

    @Override
    public void onMessage(ReplicaMessage message) {
        unanswered = 0;
        isHeard = true;
        waitNanos = REDIAL_NANOS_MIN;
        switch (message) {
            case ReplicaMessage.Judged(long number, var verdict) ->
                    known(number).ifPresent(follow -> follow.judged(verdict));
            case ReplicaMessage.Turned(long number, var why) ->
                    known(number).ifPresent(follow -> follow.turned(why));
            case ReplicaMessage.Pushed pushed ->
                    known(pushed.number()).ifPresent(follow -> follow.take(pushed));
            case ReplicaMessage.Marked(List<MarkOf> each) -> {
                for (MarkOf one : each) {
                    known(one.number()).ifPresent(follow -> follow.mark(one.mark()));
                }
            }
            case Beat() -> {}
            case ReplicaMessage.Follower _,
                    ReplicaMessage.Attach _,
                    ReplicaMessage.Detach _,
                    ReplicaMessage.Confirmed _ ->
                    giveUp();
        }
    }

    /** What is late is of an attach that is over. */
    private Optional<Follow> known(long number) {
        return Optional.ofNullable(attached.get(number));
    }

    @Override
    public void onWritable() {}

    @Override
    public void onClosed(String reason) {
        connection = Optional.empty();
        isHeard = false;
        attached.clear();
        due.clear();
        for (Follow follow : List.copyOf(follows)) follow.disconnected();
        if (isOver) return;
        leaders.lane().after(waitNanos, this::dial);
        waitNanos = Math.min(2 * waitNanos, REDIAL_NANOS_MAX);
    }
}
