package io.skein.server.boot;

import io.skein.foundation.Uuid;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import io.skein.server.adapter.MetadataCodec;
import io.skein.server.controller.Controller;
import io.skein.server.controller.plan.Loss;
import io.skein.server.controller.plan.TopicPlans;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.settings.NodeSettings;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What a node makes of its controller's news. Called on the quorum lane; any thread may count. */
final class ControllerNews implements Controller.News {
    /** As many as there may be brokers. */
    private static final int REPLICAS_MAX = 1_000;

    private final NodeNews news;
    private final Consumer<MetadataDelta> moved;
    private final Runnable active;
    private final LongAdder losses = new LongAdder();

    /**
     * Passes on what people should know.
     *
     * @param moved hears how the metadata moves, inside the quorum's step
     * @param active runs when this node's controller has become the active one
     */
    ControllerNews(NodeNews news, Consumer<MetadataDelta> moved, Runnable active) {
        this.news = news;
        this.moved = moved;
        this.active = active;
    }

    /** The controller that tells this. */
    Controller controller(NodeSettings settings, Uuid incarnation, Host host, Lane quorum) {
        return new Controller(
                new TopicPlans(settings.topics(), REPLICAS_MAX),
                MetadataCodec.FORMAT,
                new Controller.Surroundings(
                        new Controller.Self(settings.nodeId(), incarnation),
                        quorum,
                        host.clock(),
                        host.entropy("controller"),
                        settings.layout()),
                this);
    }

    @Override
    public void onMetadata(MetadataDelta delta) {
        moved.accept(delta);
    }

    @Override
    public void onActive(int epoch) {
        active.run();
    }

    @Override
    public void onInactive(int epoch) {}

    @Override
    public void onFenced(int silent) {
        news.onTrouble("nothing is heard of node %d: it is fenced".formatted(silent));
    }

    @Override
    public void onLoss(Loss loss) {
        losses.increment();
        news.onTrouble(loss.sentence());
    }

    /** How often a replica came to lead that may lack something. */
    long losses() {
        return losses.sum();
    }
}
