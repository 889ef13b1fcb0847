package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Transport.Place;
import io.skein.server.broker.forward.Forwards.Leader;
import io.skein.server.broker.replica.Follow;
import io.skein.server.broker.replica.Leaders;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.TopicImage;
import java.util.Optional;

/** Where partitions are led that are not led here. The broker keeps it new; any thread may ask. */
final class Whereabouts {
    private final int self;

    /** Never newer than what the lanes have been told. */
    private volatile MetadataImage image = MetadataImage.EMPTY;

    Whereabouts(int self) {
        this.self = self;
    }

    /** The lanes have been told of all that is new in it. */
    void know(MetadataImage newer) {
        image = newer;
    }

    /** Who leads that partition; empty if nobody does, or this node. */
    Optional<Leader> leader(PartitionId id) {
        MetadataImage now = image;
        return now.topic(id.topic())
                .filter(topic -> id.number() < topic.partitions().size())
                .flatMap(topic -> leader(now, topic, id.number()));
    }

    /** The same, for who follows there. */
    Optional<Follow.Leading> leading(MetadataImage now, TopicImage topic, int number) {
        int epoch = topic.partitions().get(number).leaderEpoch();
        return leader(now, topic, number)
                .map(Leader::place)
                .map(place -> new Leaders.Where(place.address(), place.door()))
                .map(where -> new Follow.Leading(where, epoch));
    }

    private Optional<Leader> leader(MetadataImage now, TopicImage topic, int number) {
        int node = topic.partitions().get(number).leader();
        if (node == self) return Optional.empty();
        return now.nodes()
                .get(node)
                .map(NodeImage::port)
                .map(port -> new Place(port.address(), port.doorOf(topic.folder(), number)))
                .map(place -> new Leader(node, place));
    }
}
