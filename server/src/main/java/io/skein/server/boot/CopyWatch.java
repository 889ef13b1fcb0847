package io.skein.server.boot;

import io.skein.foundation.PartitionId;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerAsk.Copying;
import io.skein.server.door.LayoutReply.CopyProgress;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Tells whoever is active how far the copies have come that are made from this node's partitions
 * for reassignments; every second while there are any reassignments, and nothing while there are
 * none. Owned by the quorum lane.
 */
final class CopyWatch {
    /** Most partitions that are told of. */
    static final int PARTITIONS_MAX = 500;

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Presence.Around around;
    private final NodeImage self;
    private final Supplier<MetadataImage> image;
    private boolean isWatching;

    /**
     * Watches nothing yet.
     *
     * @param image what this node knows
     */
    CopyWatch(Presence.Around around, NodeImage self, Supplier<MetadataImage> image) {
        this.around = around;
        this.self = self;
        this.image = image;
    }

    /** The metadata has moved on. */
    void look() {
        if (isWatching || image.get().moving().isEmpty()) return;
        isWatching = true;
        around.quorum().after(PAUSE_NANOS, this::tell);
    }

    private void tell() {
        isWatching = false;
        List<PartitionId> led = led(image.get());
        if (!led.isEmpty()) around.broker().copies(led, around.quorum(), this::tell);
        look();
    }

    private List<PartitionId> led(MetadataImage now) {
        List<PartitionId> led = new ArrayList<>();
        now.moving()
                .forEach((id, move) -> {
                    boolean isLed =
                            !move.adding().isEmpty()
                                    && now.partition(id)
                                            .filter(one -> one.leader() == self.id())
                                            .isPresent();
                    if (isLed && led.size() < PARTITIONS_MAX) led.add(id);
                });
        return led;
    }

    private void tell(SortedMap<PartitionId, List<CopyProgress>> copies) {
        List<Copying> all = new ArrayList<>();
        copies.forEach((id, each) -> each.forEach(copy -> all.add(new Copying(id, copy))));
        around.controller()
                .ask(
                        new ControllerAsk.CopiesTold(self.id(), self.incarnation(), all),
                        // What was not heard is told again soon.
                        _ -> {});
    }
}
