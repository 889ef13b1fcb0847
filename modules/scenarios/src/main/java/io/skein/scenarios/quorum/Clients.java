package io.skein.scenarios.quorum;

import static io.skein.scenarios.quorum.Ghost.that;

import io.skein.raft.core.Outcome;
import io.skein.raft.core.Refusal;
import io.skein.scenarios.cores.Wording;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Those who propose records, each with an id of its own, and read; at whoever leads, mostly. Knows
 * what each was promised: R14. Owned by the world.
 */
final class Clients {
    private static final int BURST_MAX = 40;
    private static final int RECORDS_MAX = 4;
    private static final int FLOOD_PROPOSALS_MAX = 64;
    private static final double ELSEWHERE = 0.08;
    private static final double LARGE = 0.01;

    private final Stage stage;
    private final TreeMap<Long, Ask> open = new TreeMap<>();
    private final List<Long> unknown = new ArrayList<>();
    private boolean isQuiet;
    private long lastId;
    private long lastAsk;
    private long acknowledged;
    private long acknowledgedUpTo = -1;

    /** Something that was asked of a member, and what had been acknowledged to anybody by then. */
    private record Ask(Life life, List<Long> ids, long acknowledgedUpTo) {}

    Clients(Stage stage) {
        this.stage = stage;
    }

    void start(int count) {
        for (int i = 0; i < count; i++) next(stage.world.gen("client/" + i));
    }

    /** Nobody asks anything new. */
    void becomeQuiet() {
        isQuiet = true;
    }

    /** How many proposals were acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    /** Whether every member that lives has answered everything. */
    boolean isAnswered() {
        open.values().removeIf(ask -> !ask.life().host.isAlive());
        return open.isEmpty();
    }

    private void next(Gen gen) {
        long mean = stage.plan.proposeNanos();
        stage.world.after(
                1 + gen.skewed(mean, 10 * mean),
                "client",
                () -> {
                    if (isQuiet) return;
                    act(gen);
                    next(gen);
                });
    }

    private void act(Gen gen) {
        Optional<Site> leader = stage.leader();
        boolean isElsewhere = gen.chance(ELSEWHERE);
        Site site = isElsewhere ? gen.pick(stage.sites()) : leader.orElse(gen.pick(stage.sites()));
        Life life = site.life();
        if (!life.isRunning()) return;
        int leading = life.leadingEpoch();
        int epoch = leading > 0 ? leading : life.standing().ballot().epoch();
        switch (gen.weighted(20, 10, 2, 1)) {
            case 0 -> propose(gen, life, epoch);
            case 1 -> read(life, epoch);
            case 2 -> {
                int burst = gen.between(2, BURST_MAX);
                for (int i = 0; i < burst; i++) propose(gen, life, epoch);
            }
            default -> {
                // As many as are refused; where that takes thousands, only as many as a burst.
                int most = stage.plan.raft().proposalsMax();
                int flood = most > FLOOD_PROPOSALS_MAX ? BURST_MAX : most + BURST_MAX;
                for (int i = 0; i < flood; i++) propose(gen, life, epoch);
            }
        }
    }

    /** Proposes one record there; whether it was acknowledged shows in {@link #acknowledged}. */
    void propose(Gen gen, Life life, int epoch) {
        List<Long> ids = new ArrayList<>();
        List<ByteBuffer> records = new ArrayList<>();
        int count = gen.chance(0.8) ? 1 : gen.between(1, RECORDS_MAX);
        for (int i = 0; i < count; i++) {
            long id = ++lastId;
            ids.add(id);
            int filler = gen.chance(LARGE) ? 5_000 : (int) gen.skewed(40, 1_500);
            records.add(ByteBuffer.allocate(Long.BYTES + filler).putLong(0, id).asReadOnlyBuffer());
        }
        if (!stage.deeds.isNextDone()) return;
        Ask ask = new Ask(life, ids, acknowledgedUpTo);
        life.quorum.post(() -> {
            long number = opened(ask);
            life.driver()
                    .orElseThrow()
                    .propose(epoch, records, outcome -> answered(number, outcome));
        });
    }

    /** Reads there; what it is shown is judged. */
    void read(Life life, int epoch) {
        if (!stage.deeds.isNextDone()) return;
        Ask ask = new Ask(life, List.of(), acknowledgedUpTo);
        life.quorum.post(() -> {
            long number = opened(ask);
            life.driver().orElseThrow().confirm(epoch, outcome -> answered(number, outcome));
        });
    }

    private long opened(Ask ask) {
        open.put(++lastAsk, ask);
        return lastAsk;
    }

    private void answered(long number, Outcome outcome) {
        Ask ask =
                Optional.ofNullable(open.remove(number))
                        .orElseThrow(() -> new Violation("answered twice", "" + outcome));
        boolean isRead = ask.ids().isEmpty();
        stage.tell(
                ask.life().site.name()
                        + " answers "
                        + (isRead ? "a read" : ask.ids())
                        + ": "
                        + Wording.outcome(outcome));
        switch (outcome) {
            case Outcome.Committed(int _, long upTo) when isRead -> shown(ask, upTo);
            case Outcome.Committed(int _, long upTo) -> acknowledged(ask, upTo);
            case Outcome.Refused(Refusal why) -> {
                stage.reached("refused: " + why.getClass().getSimpleName());
                stage.ghost.refused(ask.ids());
            }
            case Outcome.Unknown _ -> {
                stage.reached(isRead ? "read unknown" : "proposal unknown after resignation");
                unknown.addAll(ask.ids());
            }
        }
    }

    private void acknowledged(Ask ask, long upTo) {
        that(ask.life().machine.next() > upTo, "R10 acknowledged and not applied", ask, upTo);
        for (long id : ask.ids()) {
            Optional<Long> at = stage.ghost.agreedAt(id);
            boolean isThere = at.filter(offset -> offset <= upTo).isPresent();
            that(isThere, "R14 acknowledged and not agreed", id, at, upTo);
        }
        acknowledged++;
        acknowledgedUpTo = Math.max(acknowledgedUpTo, upTo);
    }

    /** R14: whoever is shown this state is shown all that was acknowledged before the question. */
    private void shown(Ask ask, long upTo) {
        stage.reached("read confirmed");
        long next = ask.life().machine.next();
        boolean isFresh = next > ask.acknowledgedUpTo() && next > upTo;
        that(isFresh, "R14 an old read", ask.life().site.name(), next, ask.acknowledgedUpTo());
    }

    /** What became of those whose outcome was unknown. */
    void judgeUnknown() {
        for (long id : unknown) {
            boolean isAgreed = stage.ghost.agreedAt(id).isPresent();
            stage.reached(isAgreed ? "unknown, and agreed" : "unknown, and lost");
        }
    }
}
