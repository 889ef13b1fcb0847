package io.skein.server.boot;

import io.skein.server.boot.Presence.Around;
import io.skein.server.boot.Presence.Self;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A run of a node in its cluster: first it is known, then heard, then trusted, and in the end it
 * takes its leave. Owned by the quorum lane.
 */
final class Membership {
    private final NodeImage node;
    private final Registration registration;
    private final Presence presence;
    private final Claims claims;
    private final Departure departure;
    private final CopyWatch copies;

    /**
     * Makes one that does nothing yet.
     *
     * @param known run once, when the cluster knows this run
     */
    Membership(Around around, Self self, Consumer<String> trouble, Runnable known) {
        this.node = self.node();
        this.registration =
                new Registration(around.quorum(), around.controller(), self.node(), known);
        this.presence = new Presence(around, self, trouble);
        this.claims = new Claims(around, self.node());
        this.departure = new Departure(around, self, presence, trouble);
        this.copies = new CopyWatch(around, self.node(), self.image());
    }

    Registration registration() {
        return registration;
    }

    Presence presence() {
        return presence;
    }

    Claims claims() {
        return claims;
    }

    CopyWatch copies() {
        return copies;
    }

    /** How it goes; for one that is trusted. */
    Departure departure() {
        return departure;
    }

    /** Whether it is, by that metadata. */
    boolean isTrusted(MetadataImage image) {
        Optional<NodeImage> known = image.nodes().get(node.id());
        return known.filter(one -> one.incarnation().equals(node.incarnation()) && !one.fenced())
                .isPresent();
    }
}
