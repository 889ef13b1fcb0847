import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Makes topics one after the other, at whichever node takes them, and remembers those that were
 * acknowledged. A thread of its own; others may ask.
 */
final class Load implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private static final long RETRY_MILLIS = 2;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Supplier<List<Caller>> callers;
    private final Set<String> acknowledged = new TreeSet<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private long lastBeganNanos;
    private long lastDoneNanos;
    private boolean isOver;

    private Load(Supplier<List<Caller>> callers) {
        this.callers = callers;
    }

    static Load begin(Supplier<List<Caller>> callers) {
        Load load = new Load(callers);
        load.thread.start();
        return load;
    }

    private void run() {
        try {
            for (int number = 0; !isOver(); number++) {
                List<Caller> asked = callers.get();
                String topic = "topic-" + number;
                long began = System.nanoTime();
                boolean isMade = asked.get(number % asked.size()).create(topic);
                if (isMade) done(topic, began);
                pause(isMade ? PAUSE_MILLIS : RETRY_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the pace, and ends at once when the load does. */
    private synchronized void pause(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (left > 0 && !isOver) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    private synchronized void done(String topic, long beganNanos) {
        acknowledged.add(topic);
        lastBeganNanos = beganNanos;
        lastDoneNanos = System.nanoTime();
        notifyAll();
    }

    /** When the first was done that had begun after that. */
    synchronized long doneAfter(long nanos) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (lastBeganNanos - nanos < 0) {
            if (System.nanoTime() > until) throw new Faults.Failed("nothing is committed any more");
            wait(PATIENCE_MILLIS);
        }
        return lastDoneNanos;
    }

    /** Returns when one more is done that begins from now on. */
    void awaitOneMore() throws InterruptedException {
        doneAfter(System.nanoTime());
    }

    /** No more; what was acknowledged until then. */
    Set<String> end() throws InterruptedException {
        stop();
        return acknowledged;
    }

    private void stop() throws InterruptedException {
        synchronized (this) {
            isOver = true;
            notifyAll();
        }
        thread.join();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
