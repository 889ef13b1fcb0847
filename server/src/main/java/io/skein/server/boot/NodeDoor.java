package io.skein.server.boot;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.controller.Controller;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.ImageFeed;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import java.util.function.Consumer;

/** The front door of one node: leads each request to the lane that owns what it is about. */
final class NodeDoor implements FrontDoor {
    private static final long RETRY_MILLIS = 100;

    private final Lane quorum;
    private final Controller controller;
    private final Broker broker;
    private final ImageFeed images;

    NodeDoor(Lane quorum, Controller controller, Broker broker, ImageFeed images) {
        this.quorum = quorum;
        this.controller = controller;
        this.broker = broker;
        this.images = images;
    }

    @Override
    public void ask(AdminRequest request, Consumer<Answer<AdminReply>> then) {
        if (!quorum.post(() -> controller.ask(request, then))) {
            then.accept(
                    Answer.refused(
                            Refusal.later(
                                    Why.OVERLOADED,
                                    "the controller has more to do than it keeps waiting",
                                    RETRY_MILLIS)));
        }
    }

    @Override
    public <R extends PartitionReply> void ask(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        broker.ask(partition, request, then);
    }

    @Override
    public MetadataImage image() {
        return images.current();
    }

    @Override
    public Watch watchImage(Consumer<MetadataImage> then) {
        return images.watch(then);
    }
}
