package io.skein.simulation;

import io.skein.foundation.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Machines, networks and time in one thread, all of it following from one seed. Whatever happens is
 * an event on one heap; time jumps from each to the next. Nothing here looks at a real clock, so
 * the same seed and the same calls give the same {@link #traceHash}. Owned by one thread; worlds
 * share nothing, so two may run side by side.
 */
public final class World {
    private static final long EVENTS_MAX = 200_000_000;
    private static final long END_NANOS = Long.MAX_VALUE / 4;
    private static final int LINES_SHOWN = 60;
    private static final Label NOTE = new Label("·");

    private final long seed;
    private final Gen gen;
    private final Tempo tempo;
    private final Agenda agenda = new Agenda();
    private final Trace trace;
    private final Links links;
    private final SortedMap<String, Machine> machines = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();
    private final SortedMap<String, Long> mishaps = new TreeMap<>();
    private Optional<SimLane> running = Optional.empty();
    private boolean tolerant;
    private final SortedMap<String, Integer> onceAsked = new TreeMap<>();
    private long onceNanos;
    private long baseNanos;
    private long spentNanos;
    private long events;

    /** A world whose {@link Tempo} is drawn from the seed. */
    public World(long seed) {
        this(seed, Tempo.drawn(Gen.of(seed).stream("tempo")));
    }

    public World(long seed, Tempo tempo) {
        this.seed = seed;
        this.gen = Gen.of(seed);
        this.tempo = tempo;
        this.trace = new Trace(seed);
        this.links = new Links(this);
    }

    /** A machine and the process on it, switched on; its name is its own in this world. */
    public SimHost host(String name) {
        Check.that(!machines.containsKey(name), "every host has a name of its own");
        Machine machine = new Machine(this, name);
        machines.put(name, machine);
        return machine.start();
    }

    /** The network between the hosts. */
    public Links links() {
        return links;
    }

    public long seed() {
        return seed;
    }

    Tempo tempo() {
        return tempo;
    }

    /** A stream of draws for this purpose, which shifts no other; asked again, it goes on. */
    public Gen gen(String purpose) {
        return gen.stream(purpose);
    }

    /**
     * Draws for something that happens now, and only once: they follow from the seed, the purpose
     * and the time alone. The second who asks for the same gets others.
     */
    Gen once(String purpose) {
        if (onceNanos != nowNanos()) onceAsked.clear();
        onceNanos = nowNanos();
        int nth = onceAsked.merge(purpose, 1, Integer::sum);
        return Gen.of(Rng.derive(seed, "once/" + purpose + "/" + onceNanos + "/" + nth));
    }

    /** Virtual time since the world began; for a running task, what it has spent is counted. */
    public long nowNanos() {
        return baseNanos + spentNanos;
    }

    /** How many events have happened. */
    public long events() {
        return events;
    }

    /** Does something at a later time that no host does: a fault, a step of a story. */
    public void after(long nanos, String what, Runnable action) {
        schedule(nowNanos() + nanos, new Label(what), action);
    }

    /** From now on {@code check} runs after every event; what it throws ends the run. */
    public void afterEveryEvent(Runnable check) {
        checks.add(check);
    }

    /** From now on a failed host is only recorded, and does not end the run. */
    public void tolerateFailures() {
        tolerant = true;
    }

    /** What was thrown on lanes so far. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** How often what went wrong so far, by its kind; not what was asked for and did not come. */
    public SortedMap<String, Long> mishaps() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(mishaps));
    }

    /** Something has just gone wrong. */
    void met(String mishap) {
        mishaps.merge(mishap, 1L, Long::sum);
    }

    /** Adds a line to the trace, and so to its hash. */
    public void trace(String line) {
        trace.note(nowNanos(), NOTE, line);
    }

    /** From now on every line of the trace is shown, as it happens. */
    public void showTrace(Consumer<String> to) {
        trace.showTo(to);
    }

    /** Stands for everything that has happened, in its order. */
    public long traceHash() {
        return trace.hash();
    }

    /** Seed, time and the last events: what to print when something is wrong. */
    public String report() {
        return "seed 0x%x, %d events, %d ms, trace %016x%n%s"
                .formatted(
                        seed,
                        events,
                        baseNanos / 1_000_000,
                        traceHash(),
                        String.join("\n", trace.last(LINES_SHOWN)));
    }

    /** Lets this much time pass. */
    public void runFor(long nanos) {
        runUntil(() -> false, nanos);
    }

    /**
     * Lets time pass until {@code reached} is true, which is asked before the first and after every
     * event; not longer than {@code withinNanos}. Returns whether it became true. A failed host or
     * check ends the run with an {@link AssertionError} that shows the last events.
     */
    public boolean runUntil(BooleanSupplier reached, long withinNanos) {
        Check.that(running.isEmpty(), "a task does not turn the world");
        long endNanos = baseNanos + Math.min(withinNanos, END_NANOS - baseNanos);
        while (!reached.getAsBoolean()) {
            if (agenda.nextNanos() > endNanos) {
                baseNanos = endNanos;
                return false;
            }
            step();
        }
        return true;
    }

    private void step() {
        Agenda.Event event = agenda.take();
        Check.ordered(baseNanos, event.atNanos(), "time never runs backwards");
        Check.that(++events <= EVENTS_MAX, "a run ends");
        baseNanos = event.atNanos();
        trace.event(baseNanos, event.label());
        try {
            event.action().run();
            for (Runnable check : checks) check.run();
        } catch (Exception | AssertionError | StackOverflowError thrown) {
            throw new AssertionError(thrown + "\n" + report(), thrown);
        } finally {
            spentNanos = 0;
        }
        if (!tolerant && !failures.isEmpty()) {
            Failure first = failures.getFirst();
            throw new AssertionError(first + "\n" + report(), first.thrown());
        }
    }

    void schedule(long atNanos, Label label, Runnable action) {
        Check.ordered(baseNanos, atNanos, "nothing happens in the past");
        // From what and when alone: an event more or less changes the order of no others.
        agenda.add(atNanos, Rng.mix(seed ^ label.hash() ^ Rng.mix(atNanos)), label, action);
    }

    /** At the present time, before all else but what was scheduled so earlier. */
    void scheduleFirst(Label label, Runnable action) {
        agenda.add(nowNanos(), Long.MIN_VALUE, label, action);
    }

    /** Whether the running task has spent time, and is ahead of the other lanes. */
    boolean isAhead() {
        return spentNanos > 0;
    }

    /** The running task, if there is one, has taken this long. */
    void spend(long nanos) {
        if (running.isPresent()) spentNanos += nanos;
    }

    Optional<SimLane> running() {
        return running;
    }

    void running(Optional<SimLane> lane) {
        running = lane;
    }

    void note(Label label, String detail) {
        trace.note(nowNanos(), label, detail);
    }

    void failed(Failure failure) {
        trace(failure.toString());
        failures.add(failure);
    }
}
