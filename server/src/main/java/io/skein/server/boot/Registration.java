package io.skein.server.boot;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
import io.skein.server.door.Answer;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.Optional;

/**
 * Makes a node known to its cluster: asks whoever is active until that is committed, and then waits
 * until the node's own metadata says so. Owned by the quorum lane.
 */
final class Registration {
    private static final long RETRY_NANOS = 100_000_000;

    private final Lane quorum;
    private final ActiveController controller;
    private final NodeImage self;
    private final Runnable known;
    private Optional<String> objection = Optional.empty();
    private boolean isAsked;
    private boolean isKnown;

    /** Calls {@code known} once, when it is. */
    Registration(Lane quorum, ActiveController controller, NodeImage self, Runnable known) {
        this.quorum = quorum;
        this.controller = controller;
        this.self = self;
        this.known = known;
    }

    /** Whether the node's own metadata knows it. */
    boolean isKnown() {
        return isKnown;
    }

    /** What it was told when it asked in vain. */
    Optional<String> objection() {
        return objection;
    }

    /** Asks, now and again. */
    void ask() {
        if (isAsked || isKnown) return;
        isAsked = true;
        controller.ask(
                new ControllerAsk.Register(self),
                answer -> {
                    if (!(answer instanceof Answer.Refused<ControllerReply>(Refusal why))) return;
                    isAsked = false;
                    objection = Optional.of(why.message());
                    // Whoever leads next is told anew.
                    quorum.after(RETRY_NANOS, this::ask);
                });
    }

    /** The node's metadata has moved on. */
    void look(MetadataImage image) {
        Uuid incarnation = self.incarnation();
        boolean isThere =
                image.nodes()
                        .get(self.id())
                        .filter(node -> node.incarnation().equals(incarnation))
                        .isPresent();
        if (isKnown || !isThere) return;
        isKnown = true;
        quorum.answer(known);
    }
}
