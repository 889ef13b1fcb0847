package io.skein.server.boot;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.Answer;
import io.skein.server.metadata.InSyncClaim;
import io.skein.server.metadata.NodeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Brings to whoever is active what this node's leaders say of who is in sync: one message at a
 * time, again and again until there is an answer. What was not answered may yet come to be, so only
 * a refusal by an active controller ends a claim; else the metadata does. Owned by the quorum lane.
 */
final class Claims {
    /** Most claims in one message: what follows from them has to fit one change. */
    static final int CLAIMS_MAX = 1_000;

    private static final long RETRY_NANOS = 100_000_000;

    private final Lane quorum;
    private final ActiveController controller;
    private final Broker broker;
    private final NodeImage self;
    private final TreeMap<PartitionId, InSyncClaim> waiting = new TreeMap<>();
    private boolean isTelling;

    Claims(Presence.Around around, NodeImage self) {
        this.quorum = around.quorum();
        this.controller = around.controller();
        this.broker = around.broker();
        this.self = self;
    }

    /** Replaces what the same partition has claimed before. */
    void add(InSyncClaim claim) {
        waiting.put(claim.partition(), claim);
        tell();
    }

    private void tell() {
        if (isTelling || waiting.isEmpty()) return;
        isTelling = true;
        List<InSyncClaim> told = new ArrayList<>();
        while (told.size() < CLAIMS_MAX && !waiting.isEmpty()) {
            told.add(waiting.pollFirstEntry().getValue());
        }
        controller.ask(
                new ControllerAsk.CountInSync(self.id(), self.incarnation(), told),
                answer -> answered(told, answer));
    }

    private void answered(List<InSyncClaim> told, Answer<ControllerReply> answer) {
        isTelling = false;
        if (answer instanceof Answer.Done<ControllerReply>(ControllerReply.Counted(var refused))) {
            for (InSyncClaim claim : told) {
                if (refused.contains(claim.partition())) broker.claimRefused(claim);
            }
            tell();
        } else {
            for (InSyncClaim claim : told) waiting.putIfAbsent(claim.partition(), claim);
            quorum.after(RETRY_NANOS, this::tell);
        }
    }
}
