package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.server.broker.replica.Copies;
import io.skein.server.metadata.PartitionImage;

/**
 * How a leader that is to go hands its partition over: it takes nothing new until all that it has
 * taken is agreed, and only then asks for another one. What only it had would be lost, and nobody
 * could tell its producer so. Never for long: it may be that nobody takes over. Owned by the
 * partition's lane; of one leadership.
 *
 * <pre>
 *   leads ──is to go──▶ waits ──its turn──▶ closed ──all is agreed──▶ asked ──▶ others lead
 *     ▲                                        │                        │
 *     └──a moment later── goes on ◀────────────┴──too long, or refused──┘
 * </pre>
 */
final class HandOver {
    /** How long it waits at most until everything is agreed. */
    static final long CLOSED_NANOS_MAX = 500_000_000L;

    /** How long it waits for the answer, which may yet come to be if it does not. */
    static final long ASKED_NANOS_MAX = 3_000_000_000L;

    /** Whoever cannot lead yet may be able to by then. */
    static final long AGAIN_NANOS = 250_000_000L;

    private final PartitionId id;
    private final Surroundings around;
    private final Copies copies;
    private PartitionImage image;
    private Step step = Step.LEADS;
    private long turn;

    private enum Step {
        LEADS,
        WAITS,
        CLOSED,
        ASKED,
        GOES_ON
    }

    HandOver(PartitionId id, PartitionImage image, Copies copies, Surroundings around) {
        this.id = id;
        this.image = image;
        this.copies = copies;
        this.around = around;
    }

    /** Whether nothing new may be taken. */
    boolean isClosed() {
        return step == Step.CLOSED || step == Step.ASKED;
    }

    /**
     * The partition is another one now, but for its leader: what was asked before came too late.
     * What follows from that is to be considered once its copies know it too.
     */
    void changed(PartitionImage newer) {
        image = newer;
        if (step != Step.ASKED) return;
        step = Step.CLOSED;
        turn++;
        goOnAfter(CLOSED_NANOS_MAX);
    }

    /** Who is about to stop may have changed, or the partition. */
    void consider() {
        if (!isToGo()) {
            if (step != Step.LEADS) move(Step.LEADS);
        } else if (step == Step.LEADS) {
            step = Step.WAITS;
            around.handOvers().add(id, this);
        } else {
            askOnceQuiet();
        }
    }

    private boolean isToGo() {
        return !image.heirs(around.handOvers()::isStopping).isEmpty();
    }

    /** It is its turn. */
    void begin() {
        step = Step.CLOSED;
        turn++;
        goOnAfter(CLOSED_NANOS_MAX);
        askOnceQuiet();
    }

    /** Everything that was taken may be agreed now. */
    void askOnceQuiet() {
        if (step != Step.CLOSED || !isToGo() || !copies.isQuiet()) return;
        step = Step.ASKED;
        turn++;
        goOnAfter(ASKED_NANOS_MAX);
        copies.handOver();
    }

    private void goOnAfter(long nanos) {
        long mine = turn;
        around.lane().after(nanos, () -> goOn(mine));
    }

    /** What was claimed last never comes to be. */
    void refused() {
        if (step == Step.ASKED) goOn(turn);
        else askOnceQuiet();
    }

    private void goOn(long mine) {
        if (mine != turn || !isClosed()) return;
        move(Step.GOES_ON);
        long pause = turn;
        around.lane().after(AGAIN_NANOS, () -> again(pause));
    }

    private void again(long mine) {
        if (mine != turn) return;
        step = Step.LEADS;
        consider();
    }

    /** Its turn is over. */
    private void move(Step next) {
        boolean wasAsked = step == Step.ASKED;
        step = next;
        turn++;
        around.handOvers().remove(id, this);
        if (wasAsked) copies.keep();
    }

    /** It leads no more. */
    void end() {
        turn++;
        around.handOvers().remove(id, this);
    }
}
