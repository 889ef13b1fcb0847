package io.skein.server.boot;

import io.skein.foundation.Check;
import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.controller.ControllerAsk;
import io.skein.server.controller.ControllerReply;
import io.skein.server.controller.session.ActiveController;
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
    private final ActiveController controller;
    private final Broker broker;
    private final ImageFeed images;

    NodeDoor(Lane quorum, ActiveController controller, Broker broker, ImageFeed images) {
        this.quorum = quorum;
        this.controller = controller;
        this.broker = broker;
        this.images = images;
    }

    @Override
    public void ask(AdminRequest request, Consumer<Answer<AdminReply>> then) {
        ControllerAsk change = new ControllerAsk.Change(request);
        if (!quorum.post(() -> controller.ask(change, answer -> then.accept(reply(answer))))) {
            then.accept(
                    Answer.refused(
                            Refusal.later(
                                    Why.OVERLOADED,
                                    "the controller has more to do than it keeps waiting",
                                    RETRY_MILLIS)));
        }
    }

    private static Answer<AdminReply> reply(Answer<ControllerReply> answer) {
        return answer.map(reply ->
                switch (reply) {
                    case ControllerReply.Changed(AdminReply changed) -> changed;
                    case ControllerReply.Noted _,
                            ControllerReply.Heard _,
                            ControllerReply.Counted _ ->
                            throw Check.unreachable("a change is answered with what it came to");
                });
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
