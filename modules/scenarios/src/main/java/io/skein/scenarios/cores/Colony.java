package io.skein.scenarios.cores;

import io.skein.raft.core.Input;
import io.skein.raft.core.Message;
import io.skein.raft.core.RaftSettings;
import io.skein.raft.core.Seat;
import java.util.ArrayList;
import java.util.List;

/**
 * Some members and the messages on their way between them, which may arrive in any order, twice, or
 * never. What happens next is chosen from outside; nothing here draws. Owned by one thread.
 */
final class Colony {
    private static final int MESSAGES_MAX = 2_000;

    /** A message on its way. */
    record Parcel(int from, int to, Message message) {}

    private final List<CoreNode> nodes = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Seat.Configured> configured = new ArrayList<>();
    private final Ghost ghost;
    private final Telling telling;
    private final Links links = new Links();
    private long nowNanos;

    /**
     * @param voters how many nodes found the quorum; they are numbered from 1
     * @param observers how many more there are
     */
    Colony(int voters, int observers, RaftSettings settings, Telling telling) {
        this.telling = telling;
        this.ghost = new Ghost(this);
        for (int i = 1; i <= voters; i++) {
            configured.add(new Seat.Configured(i, Wording.address(i)));
        }
        for (int i = 1; i <= voters + observers; i++) nodes.add(new CoreNode(this, i, settings));
    }

    List<Seat.Configured> configured() {
        return configured;
    }

    List<CoreNode> nodes() {
        return nodes;
    }

    CoreNode node(int id) {
        return nodes.get(id - 1);
    }

    List<Parcel> parcels() {
        return parcels;
    }

    Ghost ghost() {
        return ghost;
    }

    long nowNanos() {
        return nowNanos;
    }

    Telling telling() {
        return telling;
    }

    Links links() {
        return links;
    }

    void post(int from, int to, Message message) {
        String lost = links.way(from, to) == Links.Way.CUT ? " is lost" : "";
        telling.follows(() -> text(new Parcel(from, to, message)) + lost);
        if (!lost.isEmpty()) return;
        // Whoever is flooded loses the oldest, as a network does.
        if (parcels.size() == MESSAGES_MAX) parcels.removeFirst();
        parcels.add(new Parcel(from, to, message));
    }

    /** The message at that place arrives; it stays on its way too if it is doubled. */
    void deliver(int at, boolean doubled) {
        Parcel parcel = doubled ? parcels.get(at) : parcels.remove(at);
        if (parcel.to() < 1 || parcel.to() > nodes.size()) return;
        CoreNode node = node(parcel.to());
        String way = Wording.name(parcel.to()) + " ← " + Wording.name(parcel.from()) + " ";
        String lost = node.isUp() ? "" : " is lost";
        telling.happens(() -> way + Wording.message(parcel.message()) + lost);
        if (!node.isUp()) return;
        node.hear(new Input.Received(parcel.from(), parcel.message()));
    }

    void lose(int at) {
        Parcel parcel = parcels.remove(at);
        telling.happens(() -> text(parcel) + " is lost");
    }

    static String text(Parcel parcel) {
        String way = Wording.name(parcel.from()) + " → " + Wording.name(parcel.to());
        return way + " " + Wording.message(parcel.message());
    }

    /** Time passes, and one node notices. */
    void pass(long nanos) {
        nowNanos += nanos;
    }

    void tick(CoreNode node) {
        if (!node.isUp()) return;
        telling.mayHappen(() -> Wording.name(node.id) + " sees " + Wording.millis(nowNanos));
        node.hear(new Input.Tick(nowNanos));
    }
}
