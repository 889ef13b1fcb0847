import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Told;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Asks again and again how far each partition can be read: each node in turn, also those that do
 * not lead it, or not any more. A thread of its own.
 */
final class Asker implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final int processes;
    private final Scene scene;
    private final Supplier<List<Caller>> callers;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private boolean isOver;

    private Asker(int processes, Scene scene, Supplier<List<Caller>> callers) {
        this.processes = processes;
        this.scene = scene;
        this.callers = callers;
    }

    /**
     * It does one thing after the other at each node.
     *
     * @param processes their numbers are this and the node's
     */
    static Asker begin(int processes, Scene scene, Supplier<List<Caller>> callers) {
        Asker asker = new Asker(processes, scene, callers);
        asker.thread.start();
        return asker;
    }

    private void run() {
        while (pause()) callers.get().forEach(this::ask);
    }

    private SortedMap<Integer, Long> ask(Caller caller) {
        long began = System.nanoTime();
        SortedMap<Integer, Long> ends = caller.ends(scene.topic().name());
        int process = processes + caller.node();
        ends.forEach((partition, end) -> {
            var home = scene.topic().home(partition);
            Told told = new Told(Op.UNTOLD, end);
            scene.chronicle().done(process, began, span -> new Op.ListOffsets(span, home, told));
        });
        return ends;
    }

    /** False if it is over. */
    private synchronized boolean pause() {
        try {
            if (!isOver) wait(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !isOver;
    }

    /** How far each partition can be read now, by whoever leads it. */
    SortedMap<Integer, Long> ends() {
        TreeMap<Integer, Long> ends = new TreeMap<>();
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (ends.size() < scene.topic().partitions()) {
            for (Caller each : callers.get()) ends.putAll(ask(each));
            if (System.nanoTime() > until) {
                throw new Faults.Failed("of all partitions only these tell their end: " + ends);
            }
        }
        return ends;
    }

    /** Asks no more by itself. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            isOver = true;
            notifyAll();
        }
        thread.join();
    }
}
