package io.skein.client.blocking;

import io.skein.client.ClosedException;
import io.skein.client.SkeinException;
import io.skein.client.TimedOutException;
import io.skein.client.UnknownOutcomeException;
import io.skein.client.grpc.GrpcWire;
import io.skein.client.wire.ClientWorld;
import io.skein.foundation.jdk.JdkHost;
import io.skein.foundation.world.Lane;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real world of one client: its lane's thread, clock, and gRPC. Any thread, except where a
 * method waits: on the client's own thread that would be waiting for itself, and is refused.
 */
public final class ClientHost {
    private static final Logger LOG = LoggerFactory.getLogger(ClientHost.class);
    private static final int MAILBOX_MAX = 10_000;
    private static final long STOP_NANOS_MAX = 5_000_000_000L;

    private final JdkHost host;
    private final GrpcWire wire;
    private final ClientWorld world;
    private volatile Optional<Thread> laneThread = Optional.empty();
    private volatile Consumer<Throwable> onBroken = bug -> {};

    /** {@code kind} is for the thread's name: what the client is. */
    public ClientHost(String kind) {
        String prefix = "skein-" + kind + "-";
        host = JdkHost.forClient(prefix, this::broke);
        wire = new GrpcWire(prefix + "network");
        Lane lane = host.lane("lane", MAILBOX_MAX);
        world = new ClientWorld(lane, host.clock(), host.entropy("client"), wire);
        lane.answer(() -> laneThread = Optional.of(Thread.currentThread()));
    }

    public ClientWorld world() {
        return world;
    }

    /** {@code task} runs in the lane's place if the lane stops because of a bug. */
    public void onBroken(Consumer<Throwable> task) {
        onBroken = task;
    }

    private void broke(String lane, Throwable bug) {
        LOG.error("A bug stopped {}: what it was doing has no known outcome", lane, bug);
        onBroken.accept(bug);
    }

    /** Throws unless the caller may wait for the client. */
    public void requireMayWait() {
        if (laneThread.filter(Thread.currentThread()::equals).isPresent()) {
            throw new IllegalStateException(
                    "a callback of this client may not wait for it: call from another thread");
        }
    }

    /** Waits for {@code future}; what went wrong is thrown as it is. */
    public <T> T await(CompletableFuture<T> future, long nanosMax) {
        requireMayWait();
        try {
            return future.get(nanosMax, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        } catch (TimeoutException late) {
            throw new TimedOutException("no answer within " + Gate.millis(nanosMax) + " ms");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SkeinException known) throw known;
            throw new IllegalStateException("a future fails with our own exceptions", failed);
        }
    }

    /** What a thread throws that was interrupted as it waited; it stays interrupted. */
    public static UnknownOutcomeException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        UnknownOutcomeException thrown = new UnknownOutcomeException("interrupted while waiting");
        thrown.initCause(interrupted);
        return thrown;
    }

    /** Gives {@code task} to the lane, or throws that the client is closed. */
    public void post(Runnable task) {
        if (!world.lane().post(task)) throw new ClosedException("the client is closed");
    }

    /** Stops the threads of the lane and the network, and waits for them. */
    public void stop() {
        requireMayWait();
        try {
            host.stop(STOP_NANOS_MAX);
            wire.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
