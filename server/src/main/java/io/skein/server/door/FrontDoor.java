package io.skein.server.door;

import io.skein.foundation.PartitionId;
import io.skein.server.metadata.MetadataImage;
import java.util.function.Consumer;

/**
 * Where every request comes in, whatever carried it. Any thread may ask; answers come on the lane
 * that decided, exactly once, and the asker takes them to its own turn.
 */
public interface FrontDoor {
    /** Asks the metadata for a change. Answered after the commit. */
    void ask(AdminRequest request, Consumer<Answer<AdminReply>> then);

    /** Asks for an id for a producer, which nobody else has or will have. */
    void newProducer(Consumer<Answer<Long>> then);

    /** Asks the leader of a partition, whichever node that is. */
    <R extends PartitionReply> void ask(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then);

    /** Asks the leader of a partition if that is this node; else it is refused. */
    <R extends PartitionReply> void askHere(
            PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then);

    /** The newest metadata that this node has; empty until it has any. */
    MetadataImage image();

    /**
     * Calls {@code then} on a lane whenever there is a newer image, until it is cancelled. What is
     * missed between two calls is contained in the later image.
     */
    Watch watchImage(Consumer<MetadataImage> then);

    /** Ends a watch; from any thread. A call that is under way may still come. */
    interface Watch {
        void cancel();
    }
}
