package io.skein.client.blocking;

import io.skein.client.ClosedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Lets one thread in at a time; another is not made to wait, but told. */
public final class OneUser {
    private static final Thread NOBODY = new Thread("nobody");

    private final String what;
    private final AtomicReference<Thread> user = new AtomicReference<>(NOBODY);
    private volatile boolean closed;

    /** {@code what} is used, for messages. */
    public OneUser(String what) {
        this.what = what;
    }

    /** Runs {@code task}, which may use it again. */
    public <T> T use(Supplier<T> task) {
        Thread now = Thread.currentThread();
        boolean outermost = user.compareAndSet(NOBODY, now);
        if (!outermost && !now.equals(user.get())) {
            throw new IllegalStateException("a " + what + " is for one thread at a time");
        }
        try {
            if (closed) throw new ClosedException("the " + what + " is closed");
            return task.get();
        } finally {
            if (outermost) user.set(NOBODY);
        }
    }

    /** As {@link #use}, for what returns nothing. */
    public void run(Runnable task) {
        Boolean unused =
                use(() -> {
                    task.run();
                    return true;
                });
    }

    /** Nobody is let in afterwards; false if that was so before. */
    public boolean close() {
        if (closed) return false;
        run(() -> closed = true);
        return true;
    }
}
