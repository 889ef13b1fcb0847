package io.skein.server.boot;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs of fresh replicas that are on disk now, until the metadata says so too. Owned by the quorum
 * lane.
 */
final class MadeLogs {
    private static final long RETRY_NANOS = 100_000_000;

    private final int node;
    private final Lane quorum;
    private final ActiveController controller;
    private final List<PartitionId> made = new ArrayList<>();

    MadeLogs(int node, Lane quorum, ActiveController controller) {
        this.node = node;
        this.quorum = quorum;
        this.controller = controller;
    }

    void add(List<PartitionId> partitions) {
        made.addAll(partitions);
        report();
    }

    /** Tells the controller of all that it has not confirmed. */
    void report() {
        if (made.isEmpty()) return;
        List<PartitionId> told = List.copyOf(made);
        made.clear();
        controller.ask(
                new ControllerAsk.LogsMade(node, told),
                answer -> {
                    if (answer instanceof Answer.Done<ControllerReply>) return;
                    made.addAll(told);
                    quorum.after(RETRY_NANOS, this::report);
                });
    }
}
