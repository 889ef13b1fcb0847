package io.skein.cli.command;

/**
 * What a command still does when it is interrupted (Ctrl-C, a signal to end): it happens beside the
 * command's own thread, which may be stuck in a read, and the process ends behind it. Close it when
 * the command ends by itself.
 */
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    /** {@code task} must be quick: the user waits for it. */
    public static Interruption does(Runnable task) {
        Thread hook = new Thread(task, "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            waitForTheEnd();
        }
    }

    /** The hook runs and will end the process; to go on beside it would say things twice. */
    private void waitForTheEnd() {
        try {
            hook.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
