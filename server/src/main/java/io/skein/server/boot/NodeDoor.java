package io.skein.server.boot;

import io.skein.foundation.PartitionId;
import io.skein.server.broker.Broker;
import io.skein.server.door.AdminReply;
import io.skein.server.door.AdminRequest;
import io.skein.server.door.Answer;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.ImageFeed;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import io.skein.server.metadata.MetadataImage;
import java.util.function.Consumer;

/** The front door of one node: leads each request to the lane that owns what it is about. */
final class NodeDoor implements FrontDoor {
    private final MetadataDoor metadata;
    private final Broker broker;
    private final ImageFeed images;

    NodeDoor(MetadataDoor metadata, Broker broker, ImageFeed images) {
        this.metadata = metadata;
        this.broker = broker;
        this.images = images;
    }

    @Override
    public void ask(AdminRequest request, Consumer<Answer<AdminReply>> then) {
        metadata.ask(request, then);
    }

    @Override
    public void newProducer(Consumer<Answer<Long>> then) {
        metadata.newProducer(then);
    }

    @Override
    public <R extends PartitionReply> void ask(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        broker.ask(partition, request, then);
    }

    @Override
    public <R extends PartitionReply> void askHere(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then) {
        broker.askHere(partition, request, then);
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
