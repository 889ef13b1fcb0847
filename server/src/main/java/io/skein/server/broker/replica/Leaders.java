package io.skein.server.broker.replica;

import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport;
import io.skein.server.replication.ReplicaMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The brokers that lead what one lane's partitions follow, each with a connection of its own. What
 * they are to be told is sent at the end of a turn. Owned by that lane.
 */
public final class Leaders {
    private final Lane lane;
    private final ReplicaMessage.Follower self;
    private final TreeMap<Where, LeaderLink> links = new TreeMap<>();
    private final LinkedHashSet<LeaderLink> due = new LinkedHashSet<>();
    private Optional<Transport<ReplicaMessage>> transport = Optional.empty();
    private long lastNumber;

    /** Where a leader is. */
    public record Where(String address, int door) implements Comparable<Where> {
        @Override
        public int compareTo(Where other) {
            int byAddress = address.compareTo(other.address);
            return byAddress != 0 ? byAddress : Integer.compare(door, other.door);
        }
    }

    public Leaders(Lane lane, ReplicaMessage.Follower self) {
        this.lane = lane;
        this.self = self;
        lane.onTurnEnd(this::tell);
    }

    /** Others can be reached from now on. */
    public void over(Transport<ReplicaMessage> nodes) {
        transport = Optional.of(nodes);
        links.values().forEach(LeaderLink::dial);
    }

    Lane lane() {
        return lane;
    }

    ReplicaMessage.Follower self() {
        return self;
    }

    Optional<Transport<ReplicaMessage>> transport() {
        return transport;
    }

    /** A number that no attach of this lane has had. */
    long nextNumber() {
        return ++lastNumber;
    }

    void follow(Where leader, Follow follow) {
        LeaderLink link = links.get(leader);
        if (link == null) {
            link = new LeaderLink(this, leader);
            links.put(leader, link);
            link.dial();
        }
        link.add(follow);
    }

    void leave(Where leader, Follow follow) {
        Optional.ofNullable(links.get(leader)).ifPresent(link -> link.remove(follow));
    }

    /** Nobody follows there any more. */
    void idle(Where leader, LeaderLink link) {
        links.remove(leader, link);
    }

    void due(LeaderLink link) {
        due.add(link);
    }

    private void tell() {
        if (due.isEmpty()) return;
        List<LeaderLink> now = new ArrayList<>(due);
        due.clear();
        now.forEach(LeaderLink::tell);
    }
}
