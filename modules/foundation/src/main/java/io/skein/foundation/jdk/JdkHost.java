package io.skein.foundation.jdk;

import io.skein.foundation.Check;
import io.skein.foundation.world.Clock;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Entropy;
import io.skein.foundation.world.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The real world for one node or client. Any thread may call it. Whoever makes it says what follows
 * when a lane fails: the callback gets the lane's name and what was thrown, on that lane's thread,
 * after the lane has stopped.
 */
public final class JdkHost implements Host {
    private final Clock clock = new SystemClock();
    private final String prefix;
    private final boolean daemons;
    private final Offloads offloads;
    private final ThreadLane.Surroundings around;

    /** In the order of their making. Guarded by itself, like {@link #stopped}. */
    private final List<ThreadLane> lanes = new ArrayList<>();

    private boolean stopped;

    private JdkHost(String prefix, boolean daemons, BiConsumer<String, Throwable> onFailure) {
        this.prefix = prefix;
        this.daemons = daemons;
        offloads = new Offloads(prefix + "offload");
        around = new ThreadLane.Surroundings(clock, offloads, onFailure);
    }

    /**
     * For a process that lives as long as its lanes do. {@code prefix} begins each thread's name.
     */
    public static JdkHost forNode(String prefix, BiConsumer<String, Throwable> onFailure) {
        return new JdkHost(prefix, false, onFailure);
    }

    /** For a guest in somebody else's process, whose lanes must not keep it from ending. */
    public static JdkHost forClient(String prefix, BiConsumer<String, Throwable> onFailure) {
        return new JdkHost(prefix, true, onFailure);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ThreadLane lane(String name, int mailboxMax) {
        String fullName = prefix + name;
        synchronized (lanes) {
            Check.that(!stopped, "a stopped host makes no lanes");
            boolean taken = lanes.stream().anyMatch(lane -> lane.name().equals(fullName));
            Check.that(!taken, "two lanes are called " + fullName);
            ThreadLane lane = new ThreadLane(fullName, mailboxMax, around, daemons).start();
            lanes.add(lane);
            return lane;
        }
    }

    @Override
    public Disk disk(String path) {
        return new FileDisk(Path.of(path));
    }

    @Override
    public Entropy entropy(String purpose) {
        return new SystemEntropy();
    }

    /** What each lane is doing, in the order of their making. */
    public List<LaneFigures> figures() {
        return lanes().stream().map(ThreadLane::figures).toList();
    }

    /** The lanes, in the order of their making. */
    public List<ThreadLane> lanes() {
        synchronized (lanes) {
            return List.copyOf(lanes);
        }
    }

    /**
     * Stops the lanes one after the other, the youngest first, because lanes are made after those
     * they lean on; then the offloaded work. A lane that has not ended after {@code laneNanosMax}
     * is left behind: false says that there was one. Not to be called on a lane.
     */
    public boolean stop(long laneNanosMax) throws InterruptedException {
        synchronized (lanes) {
            stopped = true;
        }
        boolean allEnded = true;
        List<ThreadLane> toStop = lanes();
        for (int i = toStop.size() - 1; i >= 0; i--) {
            toStop.get(i).stop();
            allEnded &= toStop.get(i).join(laneNanosMax);
        }
        offloads.stop();
        return allEnded;
    }
}
