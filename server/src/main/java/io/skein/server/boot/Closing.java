package io.skein.server.boot;

import io.skein.foundation.world.Lane;
import io.skein.raft.QuorumDriver;
import io.skein.server.adapter.StorageRaftLog;
import io.skein.server.broker.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Closes what a node has open, each after what rests on it. Owned by the quorum lane. */
final class Closing {
    private final Lane quorum;
    private final Broker broker;
    private final Directories directories;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean isClosed;

    Closing(Lane quorum, Broker broker, Directories directories) {
        this.quorum = quorum;
        this.broker = broker;
        this.directories = directories;
    }

    /** Runs that once all is closed. */
    void whenClosed(Runnable then) {
        if (isClosed) then.run();
        else waiting.add(then);
    }

    /** The member, if it takes part, gives up its leadership and names whoever can go on best. */
    void run(Optional<QuorumDriver> member, Optional<StorageRaftLog> log) {
        broker.close(
                quorum,
                () -> {
                    member.ifPresent(QuorumDriver::stop);
                    log.ifPresentOrElse(
                            open -> open.close(() -> directories.close(this::closed)),
                            () -> directories.close(this::closed));
                });
    }

    private void closed() {
        isClosed = true;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }
}
