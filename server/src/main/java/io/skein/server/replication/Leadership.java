package io.skein.server.replication;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.server.metadata.InSync;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One partition under one leader in one epoch: which replica has confirmed what, so what is agreed,
 * and who is in sync. Owned by the partition's lane; knows no clock.
 *
 * <p>The high watermark is the least <em>durable</em> offset of all that are in sync by the
 * metadata, or may come to be by what the leader has claimed: a controller may have agreed to a
 * claim of which the leader has not heard, and may choose any of these as the next leader. It moves
 * only while the set in the metadata is large enough, and never back.
 */
public final class Leadership {
    private final Term term;
    private final TreeMap<Integer, Copy> copies = new TreeMap<>();
    private final TreeSet<Integer> recorded = new TreeSet<>();
    private Optional<InSync> open = Optional.empty();
    private int inSyncMin;
    private long end;
    private long durable;
    private long highWatermark;

    /**
     * Who leads, and since when.
     *
     * @param start the end of the leader's log when the epoch began
     */
    public record Term(int epoch, int self, long start) {}

    /**
     * What a replica holds.
     *
     * @param end the offset after the last record of its log
     * @param durable its disk has everything before this
     */
    public record Held(long end, long durable) {}

    /**
     * @param inSyncMin how many replicas in sync it takes to agree
     * @param highWatermark what this node knows to be agreed already
     */
    public Leadership(Term term, int inSyncMin, long highWatermark) {
        this.term = term;
        this.end = term.start();
        this.highWatermark = highWatermark;
        require(inSyncMin);
    }

    public int epoch() {
        return term.epoch();
    }

    public long highWatermark() {
        return highWatermark;
    }

    /** Whether all is known to be agreed that was when this epoch began. */
    public boolean knowsAgreed() {
        return highWatermark >= term.start();
    }

    /**
     * Whether all that was taken is agreed, or cannot be, and nothing that was claimed may yet come
     * to be.
     */
    public boolean isQuiet() {
        return open.isEmpty() && (highWatermark >= end || !enoughInSync());
    }

    /** Says how many replicas it takes to agree from now on. Returns as {@link #recorded}. */
    public OptionalLong require(int enough) {
        Check.that(enough >= 1, "nothing is agreed without a replica", enough);
        inSyncMin = enough;
        return advance();
    }

    /** Whether the in-sync set is large enough to agree on anything new. */
    public boolean enoughInSync() {
        return recorded.size() >= inSyncMin;
    }

    /**
     * Who is in sync by the metadata, from now on: what was claimed before is in it, or will never
     * be. Whoever is not heard has had everything until now.
     *
     * @return the new high watermark, if it moved
     */
    public OptionalLong recorded(Collection<Integer> inSync, long nowNanos) {
        Check.that(inSync.contains(term.self()), "a leader is in sync", term.self());
        recorded.clear();
        recorded.addAll(inSync);
        open = Optional.empty();
        forgetOthers();
        copies.forEach((node, copy) -> copy.keepLack(recorded.contains(node)));
        for (int node : recorded) {
            if (node != term.self()) copies.computeIfAbsent(node, _ -> new Copy(nowNanos));
        }
        return advance();
    }

    /** The claim was refused, and never comes to be. Returns as {@link #recorded}. */
    public OptionalLong claimRefused() {
        open = Optional.empty();
        forgetOthers();
        return advance();
    }

    private void forgetOthers() {
        copies.entrySet().removeIf(each -> !each.getValue().isHeard() && !mayBeIn(each.getKey()));
    }

    /** The log is that long now. */
    public void appended(long newEnd, long nowNanos) {
        for (Copy copy : copies.values()) copy.appending(end, nowNanos);
        end = newEnd;
    }

    /** The log was cut: the disk was full. Nobody has had what is gone, or its epoch would end. */
    public void cutBack(long newEnd) {
        end = newEnd;
    }

    /** The leader's own disk has everything before {@code next}. */
    public OptionalLong confirmedHere(long next) {
        durable = Math.max(durable, next);
        return advance();
    }

    /**
     * A replica follows from now on, and what its log holds is the beginning of this one. All that
     * was known of it before is forgotten.
     *
     * @param run of its process
     */
    public OptionalLong attached(int node, Uuid run, Held held, long nowNanos) {
        Check.ordered(held.durable(), held.end(), "a disk holds no more than the log");
        Check.ordered(held.end(), end, "whoever follows is not ahead");
        Copy copy = copies.computeIfAbsent(node, _ -> new Copy(nowNanos));
        boolean lacks = recorded.contains(node) && held.end() < highWatermark;
        copy.attached(run, lacks, end, nowNanos);
        return confirmed(node, held.durable(), nowNanos);
    }

    /** What the disk of a replica that follows has, as far as it has told. */
    public OptionalLong heldBy(int node) {
        return Optional.ofNullable(copies.get(node))
                .filter(Copy::isHeard)
                .map(copy -> OptionalLong.of(copy.durable()))
                .orElseGet(OptionalLong::empty);
    }

    /**
     * It follows no more; what it has confirmed counts for nothing.
     *
     * @return the new high watermark, if it moved: nobody waits for it any more
     */
    public OptionalLong detached(int node, long nowNanos) {
        Copy copy = copies.get(node);
        if (copy == null) return OptionalLong.empty();
        copy.detached(end, nowNanos);
        if (!mayBeIn(node)) copies.remove(node);
        return advance();
    }

    /**
     * The disk of a replica that follows has everything before {@code next}.
     *
     * @return the new high watermark, if it moved
     */
    public OptionalLong confirmed(int node, long next, long nowNanos) {
        Copy copy = copies.get(node);
        if (copy == null || !copy.isHeard()) return OptionalLong.empty();
        Check.ordered(next, end, "whoever follows is not ahead");
        copy.confirmed(next, end, nowNanos);
        return advance();
    }

    /**
     * Decides whom to wait for. Whoever joins has all that is agreed, and while the log grows, more
     * is agreed before the next word of a slower replica is here: so nothing is, for once, until it
     * has that. It is as near by then as it will come, and everything waits for it once it has
     * joined.
     *
     * @return the new high watermark, if it moved: somebody is not waited for any more
     */
    public OptionalLong await(long nowNanos, long lagNanos) {
        copies.forEach((node, copy) -> {
            boolean isNear = copy.isNear(end, nowNanos - lagNanos) && copy.isSteady();
            copy.await(open.isEmpty() && isNear && !recorded.contains(node));
        });
        return advance();
    }

    /**
     * What to say of who is in sync: nothing if that is in the metadata already, or if something
     * was said of which it is not known what became. What is returned counts from now on.
     *
     * @param lagNanos how long a replica may be behind
     */
    public Optional<InSync> claim(long nowNanos, long lagNanos) {
        if (open.isPresent() || !differs(nowNanos, lagNanos)) return Optional.empty();
        TreeSet<Integer> inSync = new TreeSet<>(recorded);
        TreeSet<Integer> lacking = new TreeSet<>();
        TreeMap<Integer, Uuid> joining = new TreeMap<>();
        copies.forEach((node, copy) -> {
            if (leaves(node, copy, nowNanos - lagNanos)) {
                inSync.remove(node);
                if (copy.lacks()) lacking.add(node);
            } else if (joins(node, copy, nowNanos - lagNanos)) {
                inSync.add(node);
                joining.put(node, copy.run().orElseThrow());
            }
        });
        open = Optional.of(new InSync(inSync, joining, lacking));
        return open;
    }

    /** Asked with every confirmation, and nearly always answered with no. */
    private boolean differs(long nowNanos, long lagNanos) {
        for (Map.Entry<Integer, Copy> each : copies.entrySet()) {
            Copy copy = each.getValue();
            boolean leaves = leaves(each.getKey(), copy, nowNanos - lagNanos);
            if (leaves || joins(each.getKey(), copy, nowNanos - lagNanos)) return true;
        }
        return false;
    }

    /** It lacks something, or has not had everything since that time. */
    private boolean leaves(int node, Copy copy, long sinceNanos) {
        return (copy.lacks() || copy.isLate(end, sinceNanos)) && recorded.contains(node);
    }

    /**
     * Whoever would have to leave soon does not join: while too few are in sync, what is agreed
     * stands still, and one that is far behind has all of it.
     */
    private boolean joins(int node, Copy copy, long sinceNanos) {
        return !recorded.contains(node) && copy.isNear(end, sinceNanos) && mayJoin(copy);
    }

    /**
     * It has all that is agreed, and all that was in the log when the epoch began: before this
     * leader knows of the latter to be agreed, its high watermark tells too little.
     */
    private boolean mayJoin(Copy copy) {
        return copy.durable() >= highWatermark && copy.durable() >= term.start();
    }

    /**
     * When somebody may have been behind for too long; empty while nobody is behind, or nothing
     * could be claimed.
     */
    public OptionalLong nextOverdueNanos(long lagNanos) {
        if (open.isPresent()) return OptionalLong.empty();
        return copies.entrySet().stream()
                .filter(each -> !each.getValue().hasAll(end))
                .filter(each -> recorded.contains(each.getKey()) || each.getValue().isAwaited())
                .mapToLong(each -> each.getValue().overdueNanos(lagNanos))
                .min();
    }

    private OptionalLong advance() {
        if (!enoughInSync()) return OptionalLong.empty();
        long agreed = durable;
        for (Map.Entry<Integer, Copy> each : copies.entrySet()) {
            Copy copy = each.getValue();
            if (!mayBeIn(each.getKey()) && !copy.isAwaited()) continue;
            if (!copy.isHeard()) return OptionalLong.empty();
            agreed = Math.min(agreed, copy.durable());
        }
        if (agreed <= highWatermark) return OptionalLong.empty();
        highWatermark = agreed;
        return OptionalLong.of(agreed);
    }

    /** Whether it is in sync, or may come to be. */
    private boolean mayBeIn(int node) {
        return recorded.contains(node)
                || open.filter(claim -> claim.nodes().contains(node)).isPresent();
    }
}
