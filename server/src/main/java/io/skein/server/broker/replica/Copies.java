package io.skein.server.broker.replica;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Lane;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.metadata.InSync;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.InSyncClaim.Wish;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.replication.Leadership;
import io.skein.server.replication.Lineage;
import io.skein.server.replication.ReplicaMessage;
import io.skein.server.replication.ReplicaMessage.Attach;
import io.skein.server.replication.ReplicaMessage.Mark;
import io.skein.server.replication.ReplicaMessage.Why;
import io.skein.storage.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The copies of a partition that is led here: what they are sent, what they confirm, and who of
 * them is in sync. Owned by the partition's lane.
 */
public final class Copies {
    private static final long CLAIM_AGAIN_NANOS = 500_000_000;

    private final Place place;
    private final Events events;
    private final Log log;
    private final Leadership leadership;
    private final Overdue overdue;
    private final TreeMap<Integer, Push> pushes = new TreeMap<>();
    private PartitionImage image;
    private boolean isSuspended;
    private boolean isHandingOver;
    private boolean isOver;

    /**
     * Where a partition is led.
     *
     * @param lagNanos how long a replica in sync may be behind
     */
    public record Place(PartitionId partition, int node, Lane lane, Clock clock, long lagNanos) {}

    /** What the leader hears. */
    public interface Events {
        /** Everything before this is agreed. */
        void onAgreed(long highWatermark);

        /** The controller has to know who is in sync. */
        void onClaim(InSyncClaim claim);

        /** So many bytes were sent to another replica. */
        void onPushed(int bytes);
    }

    /** One that does nothing yet. */
    public Copies(Place place, Start start, Events events) {
        this.place = place;
        this.events = events;
        this.log = start.log();
        this.image = start.image();
        Leadership.Term term = new Leadership.Term(image.leaderEpoch(), place.node(), log.end());
        this.leadership = new Leadership(term, start.inSyncMin(), start.agreed());
        this.overdue = new Overdue(place.lane(), place.clock(), this::claim);
    }

    /**
     * What a leadership begins with.
     *
     * @param inSyncMin how many in sync it takes to agree
     * @param agreed what is known to be agreed
     */
    public record Start(PartitionImage image, Log log, int inSyncMin, long agreed) {}

    /** Begins; the owner may hear at once of what is agreed. */
    public void begin() {
        leadership.recorded(image.inSync(), place.clock().nanos());
        agreed(leadership.confirmedHere(log.durableEnd()));
        look();
    }

    public int epoch() {
        return leadership.epoch();
    }

    public long highWatermark() {
        return leadership.highWatermark();
    }

    /** Whether all is known to be agreed that was when this leadership began. */
    public boolean knowsAgreed() {
        return leadership.knowsAgreed();
    }

    /** Whether anything may be appended. */
    public boolean isOpen() {
        return !isSuspended && !isOver;
    }

    /** Whether nobody else holds the partition, so that nobody else can have what was cut off. */
    public boolean isOnlyOne() {
        return image.replicas().size() == 1;
    }

    public boolean enoughInSync() {
        return leadership.enoughInSync();
    }

    /** Says how many in sync it takes from now on. */
    public void require(int enough) {
        agreed(leadership.require(enough));
    }

    /** The metadata has news of the partition, but not of who leads it. */
    public void changed(PartitionImage newer) {
        PartitionImage older = image;
        image = newer;
        isHandingOver = false;
        // What was claimed against the partition as it was may have come too late.
        if (isSuspended) wish(Wish.LEAD_ANEW);
        agreed(leadership.recorded(newer.inSync(), place.clock().nanos()));
        for (Push push : List.copyOf(pushes.values())) {
            if (!newer.hasSameCopy(push.node(), older)) push.turn(Why.NO_REPLICA);
        }
        claim();
    }

    /** How far those have come that are being added. */
    public List<CopyProgress> progress() {
        List<CopyProgress> all = new ArrayList<>();
        for (int node : image.adding()) {
            long held = leadership.heldBy(node).orElse(log.start());
            all.add(new CopyProgress(node, log.start(), Math.max(held, log.start()), log.end()));
        }
        return all;
    }

    /**
     * What was claimed against that partition epoch never comes to be.
     *
     * @return whether that is news
     */
    public boolean claimRefused(int partitionEpoch) {
        if (!isOpen() || partitionEpoch != image.partitionEpoch()) return false;
        agreed(leadership.claimRefused());
        place.lane().after(CLAIM_AGAIN_NANOS, this::claim);
        return true;
    }

    /** The log is longer. */
    public void appended() {
        leadership.appended(log.end(), place.clock().nanos());
        if (isOnlyOne()) return;
        pushes.values().forEach(Push::due);
        look();
    }

    /** The log may begin later than it did. */
    public void trimmed() {
        pushes.values().forEach(Push::due);
    }

    /** The own disk has that much. */
    public void durable(long before) {
        agreed(leadership.confirmedHere(before));
    }

    /**
     * The disk was full, and what others may have seen is gone: until the partition is led anew
     * nothing may take its place.
     */
    public void cutBack() {
        leadership.cutBack(log.end());
        if (image.replicas().size() == 1) return;
        isSuspended = true;
        for (Push push : List.copyOf(pushes.values())) push.turn(Why.NOT_LEADER);
        wish(Wish.LEAD_ANEW);
    }

    private void wish(Wish wish) {
        InSync now = InSync.of(image.inSync(), new TreeMap<>(), new TreeSet<>());
        events.onClaim(claim(now, wish));
    }

    private InSyncClaim claim(InSync inSync, Wish wish) {
        return new InSyncClaim(
                place.partition(), image.leaderEpoch(), image.partitionEpoch(), inSync, wish);
    }

    /** Whether nothing that was taken is still on its way to the others. */
    public boolean isQuiet() {
        return isOpen() && leadership.isQuiet();
    }

    /** Another one is to lead. Nothing else is claimed until then: it would take its place. */
    public void handOver() {
        isHandingOver = true;
        wish(Wish.HAND_OVER);
    }

    /** It goes on leading after all. */
    public void keep() {
        isHandingOver = false;
        claim();
    }

    /** A follower wants its copy to be continued. */
    void attach(Follower from, Attach asked) {
        int node = from.who().node();
        Optional<Push> before = Optional.ofNullable(pushes.get(node));
        if (before.filter(push -> push.isAfter(from, asked.number())).isPresent()) return;
        // If it is this one that was long on its way, whoever is there has to ask again.
        before.ifPresent(push -> push.turn(Why.REPLACED));
        Optional<Why> objection = objection(node, asked);
        if (objection.isPresent()) {
            from.turn(asked.number(), objection.get());
            return;
        }
        Lineage.Extent extent = new Lineage.Extent(log.epochs(), log.start(), log.end());
        Lineage.Verdict verdict = Lineage.judge(extent, asked.at());
        from.send(new ReplicaMessage.Judged(asked.number(), verdict));
        if (!(verdict instanceof Lineage.Verdict.Agrees)) return;
        Push push = new Push(asked.number(), this, from, asked.at().end());
        pushes.put(node, push);
        from.begins(push);
        push.due();
        Leadership.Held held = new Leadership.Held(asked.at().end(), asked.durable());
        long nowNanos = place.clock().nanos();
        agreed(leadership.attached(node, from.who().run(), held, nowNanos));
        claim();
    }

    private Optional<Why> objection(int node, Attach asked) {
        if (!isOpen() || asked.leaderEpoch() != image.leaderEpoch()) {
            return Optional.of(Why.NOT_LEADER);
        }
        // Of a copy that has been given up since, nothing counts for the one in its place.
        boolean isHeld =
                image.replicaOn(node).filter(one -> one.since() == asked.copy()).isPresent();
        return isHeld ? Optional.empty() : Optional.of(Why.NO_REPLICA);
    }

    void confirmed(Push push, long durable) {
        agreed(leadership.confirmed(push.node(), durable, place.clock().nanos()));
        claim();
    }

    void detached(Push push) {
        push.end();
        if (!pushes.remove(push.node(), push)) return;
        agreed(leadership.detached(push.node(), place.clock().nanos()));
        look();
    }

    void pushed(int bytes) {
        events.onPushed(bytes);
    }

    Log log() {
        return log;
    }

    Mark mark() {
        return new Mark(leadership.highWatermark(), log.start());
    }

    private void agreed(OptionalLong moved) {
        if (moved.isEmpty()) return;
        pushes.values().forEach(Push::due);
        events.onAgreed(moved.getAsLong());
    }

    private void claim() {
        if (!isOpen() || isHandingOver) return;
        long nowNanos = place.clock().nanos();
        agreed(leadership.await(nowNanos, place.lagNanos()));
        leadership
                .claim(nowNanos, place.lagNanos())
                .ifPresent(inSync -> events.onClaim(claim(inSync, Wish.GO_ON)));
        look();
    }

    /** Sees to it that whoever is behind for too long is missed. */
    private void look() {
        if (isOpen()) overdue.at(leadership.nextOverdueNanos(place.lagNanos()));
    }

    /** Leads no more. */
    public void end() {
        isOver = true;
        for (Push push : List.copyOf(pushes.values())) push.turn(Why.NOT_LEADER);
    }
}
