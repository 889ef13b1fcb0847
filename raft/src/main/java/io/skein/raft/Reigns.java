package io.skein.raft;

import io.skein.raft.core.Role;
import java.util.OptionalInt;

/**
 * Tells the state machine when its member begins to lead and when it no longer does. Owned by its
 * {@link QuorumDriver}.
 */
final class Reigns {
    private final StateMachine machine;
    private final Applier applier;
    private OptionalInt announcedEpoch = OptionalInt.empty();

    Reigns(StateMachine machine, Applier applier) {
        this.machine = machine;
        this.applier = applier;
    }

    void became(Role role) {
        applier.reignEnded();
        if (announcedEpoch.isPresent()) {
            int epoch = announcedEpoch.getAsInt();
            announcedEpoch = OptionalInt.empty();
            machine.onResigned(epoch);
        }
        if (role instanceof Role.Leader leader) {
            applier.whenReignBegins(leader.start(), () -> announce(leader.epoch()));
        }
    }

    private void announce(int epoch) {
        announcedEpoch = OptionalInt.of(epoch);
        machine.onLeader(epoch);
    }
}
