package io.skein.scenarios.storage;

import io.skein.foundation.Uuid;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.story.Deeds;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Situations;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import io.skein.simulation.Death;
import io.skein.simulation.Gen;
import io.skein.simulation.World;
import io.skein.storage.LogName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run, from an empty disk to the last judgement.
 *
 * <pre>
 * start ─▶ steps, with faults between them ─▶ all healed, judged ─▶ started again, judged ─▶ twice
 * </pre>
 */
final class Run implements Scenario.Play {
    private static final long QUIET_NANOS_MAX = 600 * Plan.SECOND;

    private final World world;
    private final Wish wish;
    private final Plan plan;
    private final Scene scene;
    private final Box box;
    private final Start start;
    private final Work work;
    private final Looks looks;
    private final Figures figures;
    private final Mischief mischief;
    private final int logs;
    private final Deeds deeds;

    Run(World world, Wish wish) {
        this.world = world;
        this.wish = wish;
        this.plan = Plan.draw(world);
        this.scene = new Scene(world, plan, new Situations());
        this.box = new Box(scene);
        this.start = new Start(scene, box);
        this.work = new Work(scene, box);
        this.looks = new Looks(scene, box);
        this.figures = new Figures(scene, box);
        this.mischief = new Mischief(scene, box, start, work);
        this.logs = Math.min(plan.logs(), wish.actorsMax());
        this.deeds = new Deeds(wish.skipped());
    }

    @Override
    public void play() {
        start.openAll();
        for (int step = 0; step < plan.steps() && !start.isRefused(); step++) {
            try {
                begin(step);
                if (deeds.isNextDone()) step(world.gen("step/" + step));
                figures.look();
                if (!box.isWorking() && world.gen("reboots").flag()) throw new Died();
            } catch (Died died) {
                start.untilOpen(world.gen("deaths").chance(0.3));
                figures.begin();
            }
        }
        mischief.end();
        if (start.isRefused()) return;
        // What went wrong before the end may have its effect now.
        do {
            if (!box.isWorking()) start.untilOpen(false);
            if (!start.isRefused()) settle();
        } while (!start.isRefused() && !box.isWorking());
        if (!start.isRefused()) start.judge();
        for (int i = 0; i < 2 && !start.isRefused(); i++) startAgain(world.gen("last/" + i));
    }

    private void begin(int step) {
        mischief.look(world.gen("journal rot"));
        for (Fault fault : plan.faults()) {
            if (fault.atStep() == step && !wish.without().contains(fault.number())) {
                mischief.happen(fault);
            }
        }
    }

    private void step(Gen gen) {
        if (!box.isWorking()) {
            box.runFor(plan.pauseNanos());
            return;
        }
        List<OpenLog> open = new ArrayList<>(box.open().values());
        int kind = open.isEmpty() ? 9 : gen.weighted(40, 22, 5, 10, 12, 6, 2, 3, 3, 4, 4);
        switch (kind) {
            case 0 -> append(gen, open);
            case 1 -> looks.read(gen, gen.pick(open));
            case 2 -> looks.find(gen, gen.pick(open));
            case 3 -> work.age(gen, gen.pick(open));
            case 4 -> open.forEach(each -> work.compact(gen, each));
            case 5 -> work.cut(gen, gen.pick(open));
            case 6 -> work.empty(gen, gen.pick(open));
            case 7 -> reopen(gen, gen.pick(open));
            case 8 -> replace(gen, gen.pick(open));
            case 9 -> make(gen);
            default -> box.runFor(gen.between(1, 4) * Plan.SECOND / 2);
        }
        box.runFor(gen.skewed(plan.pauseNanos(), 20 * plan.pauseNanos()));
    }

    private void append(Gen gen, List<OpenLog> open) {
        List<OpenLog> chosen = new ArrayList<>(open);
        gen.shuffle(chosen);
        work.append(gen, chosen.subList(0, gen.between(1, chosen.size())));
    }

    private void reopen(Gen gen, OpenLog each) {
        looks.read(gen, each);
        box.close(each);
        start.make(each.ghost);
        scene.reached("closed and opened");
    }

    private void replace(Gen gen, OpenLog each) {
        looks.read(gen, each);
        box.close(each);
        Ghost old = each.ghost;
        int how = gen.between(0, 2);
        if (how < 2) box.delete(old);
        Uuid topic = how == 0 ? old.topic() : start.newTopic();
        start.make(new Ghost(old.name(), topic, old.isKeyed()));
        scene.reached(
                switch (how) {
                    case 0 -> "made anew with the same id";
                    case 1 -> "made anew with another id";
                    default -> "made in the place of another";
                });
    }

    private void make(Gen gen) {
        for (int i = 0; i < logs; i++) {
            LogName name = new LogName("t" + i, i % 2);
            boolean isThere =
                    Optional.ofNullable(start.ghosts().get(name))
                            .filter(known -> known.fate() != Fate.GONE)
                            .isPresent();
            if (isThere) continue;
            start.make(new Ghost(name, start.newTopic(), world.gen("keyed/" + i).flag()));
            if (gen.flag()) return;
        }
    }

    /** Waits until all that was begun has come to its end. */
    private void settle() {
        boolean _ = box.<Boolean>ask(then -> then.accept(true));
        boolean isQuiet =
                world.runUntil(
                        () -> box.open().values().stream().noneMatch(OpenLog::isBusy),
                        QUIET_NANOS_MAX);
        if (!isQuiet) throw new Violation("liveness-quiet", "something never ended");
        boolean isDurable =
                world.runUntil(
                        () ->
                                box.open().values().stream()
                                        .allMatch(each -> each.log.durableEnd() == each.log.end()),
                        QUIET_NANOS_MAX);
        if (!isDurable) throw new Violation("liveness-durable", "something is never durable");
        box.runFor(plan.pauseNanos());
    }

    private void startAgain(Gen gen) {
        try {
            if (!box.open().isEmpty()) append(gen, new ArrayList<>(box.open().values()));
            box.runFor(Plan.SECOND);
            int how = gen.between(0, 2);
            // After a full disk a stop may be all but orderly, and says so.
            if (how == 0 && !box.hasMetFault()) box.stop();
            box.die(how == 1 ? Death.POWER_CUT : Death.KILL);
            start.untilOpen(false);
        } catch (Died died) {
            throw new Violation("liveness-start", "it died on a disk that works");
        }
    }

    @Override
    public Verdict verdict(Optional<Verdict.Fall> fall) {
        return new Verdict(
                wish.seed(),
                plan.faults().size(),
                deeds.count(),
                mischief.effects(),
                work.acknowledged(),
                scene.situations().counts(),
                world.mishaps(),
                world.nowNanos(),
                world.traceHash(),
                world.events(),
                fall);
    }
}
