package io.skein.server.controller;

import io.skein.server.controller.plan.TopicPlans;
import io.skein.server.metadata.MetadataDelta;
import io.skein.server.settings.NodeSettings;
import java.util.List;

/** What a controller needs around it, and no more. */
public final class Bare {
    private Bare() {}

    /** With the usual settings of topics. */
    public static TopicPlans plans(int replicasMax) {
        return switch (NodeSettings.read(List.of(), 1)) {
            case NodeSettings.Read.Good(NodeSettings settings) ->
                    new TopicPlans(settings.topics(), replicasMax);
            case NodeSettings.Read.Bad(List<String> problems) -> throw new AssertionError(problems);
        };
    }

    /** Nobody listens. */
    public static final class Silent implements Controller.News {
        @Override
        public void onMetadata(MetadataDelta delta) {}

        @Override
        public void onActive(int epoch) {}

        @Override
        public void onInactive(int epoch) {}

        @Override
        public void onFenced(int silent) {}
    }
}
