package io.skein.scenarios.cores;

import io.skein.raft.core.Input;
import io.skein.raft.core.Member;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Role;
import io.skein.raft.core.Standing;
import io.skein.scenarios.cores.Colony.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A colony as stories move it: many small things at once, always in the same order. */
final class StoryWorld {
    private static final long SECOND = 1_000_000_000;
    private static final int MOVES_MAX = 10_000;

    final Colony colony;
    private final List<Integer> all;
    private final TreeSet<Integer> stalled = new TreeSet<>();

    StoryWorld(int voters, int observers, RaftSettings settings, Telling telling) {
        this.colony = new Colony(voters, observers, settings, telling);
        this.all = IntStream.rangeClosed(1, voters + observers).boxed().toList();
    }

    List<Integer> all() {
        return all;
    }

    CoreNode node(int id) {
        if (!all.contains(id)) throw new StoryMistake("there is no n" + id);
        return colony.node(id);
    }

    Standing standing(int id) {
        return node(id).member().map(Member::standing).orElseThrow(() -> isDown(id));
    }

    private static StoryMistake isDown(int id) {
        return new StoryMistake("n" + id + " is down");
    }

    boolean isUp(int id) {
        return node(id).isUp();
    }

    void hear(int id, Input input) {
        if (!isUp(id)) throw isDown(id);
        node(id).hear(input);
    }

    void start(int id) {
        if (isUp(id)) throw new StoryMistake("n" + id + " is up");
        colony.telling().happens(() -> Wording.name(node(id).voter()) + " starts");
        node(id).start(id);
    }

    void tick(int id) {
        colony.tick(node(id));
    }

    int deliver(Pick pick, boolean stays) {
        // Those that are on their way now, not those that they bring about.
        List<Parcel> meant = pick.places(colony.parcels()).stream().map(this::parcel).toList();
        int count = 0;
        for (Parcel parcel : meant) {
            if (!isOpen(parcel)) continue;
            count++;
            colony.deliver(colony.parcels().indexOf(parcel), stays);
        }
        return count;
    }

    private Parcel parcel(int at) {
        return colony.parcels().get(at);
    }

    boolean isOpen(Parcel parcel) {
        return colony.links().way(parcel.from(), parcel.to()) == Links.Way.OPEN;
    }

    void lose(Pick pick) {
        pick.places(colony.parcels()).reversed().forEach(colony::lose);
    }

    /** Delivers what these say to each other, and confirms what they write, until nothing moves. */
    void settle(List<Integer> nodes) {
        for (int moves = 0; settleOnce(nodes); moves++) {
            if (moves == MOVES_MAX) throw new StoryMistake("it never comes to rest");
        }
    }

    private boolean settleOnce(List<Integer> nodes) {
        for (int i = 0; i < colony.parcels().size(); i++) {
            Parcel parcel = parcel(i);
            boolean isMeant = nodes.contains(parcel.from()) && nodes.contains(parcel.to());
            if (!isMeant || !isOpen(parcel)) continue;
            colony.deliver(i, false);
            return true;
        }
        Optional<Integer> owing =
                nodes.stream()
                        .filter(id -> node(id).pendingCount() > 0 && !stalled.contains(id))
                        .findFirst();
        owing.ifPresent(id -> node(id).confirm());
        return owing.isPresent();
    }

    /** Its disk confirms nothing any more, unless it is told to. */
    void stall(int id) {
        stalled.add(id);
    }

    void resume(int id) {
        stalled.remove(id);
    }

    /** Lets time pass, and all that comes with it. */
    void run(long nanos, List<Integer> nodes) {
        long endNanos = colony.nowNanos() + nanos;
        settle(nodes);
        for (int wakes = 0; colony.nowNanos() < endNanos; wakes++) {
            if (wakes == MOVES_MAX) throw new StoryMistake("somebody never goes to sleep");
            long wakeNanos = nodes.stream().mapToLong(this::wakeNanos).min().orElse(endNanos);
            long nextNanos = Math.min(endNanos, Math.max(wakeNanos, colony.nowNanos() + 1));
            colony.pass(nextNanos - colony.nowNanos());
            nodes.stream().filter(this::isUp).forEach(this::tick);
            settle(nodes);
        }
    }

    private long wakeNanos(int id) {
        return node(id).member().stream()
                .flatMapToLong(member -> member.nextWakeNanos().stream())
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** Node {@code id} takes the lead with those voters, who have lost their leader with it. */
    void elect(int id, List<Integer> electors) {
        List<Integer> group = new ArrayList<>(electors);
        group.removeIf(each -> each == id);
        group.add(id);
        for (int each : group) {
            if (standing(each).role() instanceof Role.Following following) {
                hangUp(each, following.leader().id().nodeId());
            }
        }
        for (int turn = 0; turn < 3 && !leads(id); turn++) {
            long late = wakeNanos(id) - colony.nowNanos();
            if (late > 0) colony.pass(late);
            tick(id);
            while (vote(group) && !leads(id)) {}
        }
        if (!leads(id)) throw new StoryMistake("n" + id + " is not elected");
    }

    boolean leads(int id) {
        return standing(id).role() instanceof Role.Leader;
    }

    private boolean vote(List<Integer> group) {
        for (int i = 0; i < colony.parcels().size(); i++) {
            Parcel parcel = parcel(i);
            boolean isVote = parcel.message().getClass().getSimpleName().contains("Vote");
            boolean isMeant = group.contains(parcel.from()) && group.contains(parcel.to());
            if (!isVote || !isMeant || !isOpen(parcel)) continue;
            colony.deliver(i, false);
            return true;
        }
        Optional<Integer> owing =
                group.stream().filter(id -> node(id).owed().hasBallot()).findFirst();
        owing.ifPresent(id -> node(id).confirm());
        return owing.isPresent();
    }

    void hangUp(int id, int other) {
        String text = " loses its connection to ";
        colony.telling().happens(() -> Wording.name(id) + text + Wording.name(other));
        hear(id, new Input.ConnectionLost(other));
    }

    /** All are there, this one leads, everybody follows, nothing is on its way. */
    void found(int leader) {
        all.stream().filter(id -> id != leader).forEach(this::start);
        lose(Pick.all());
        start(leader);
        settle(all);
        run(SECOND, all);
        if (!leads(leader)) throw new StoryMistake("n" + leader + " founds nothing");
    }
}
