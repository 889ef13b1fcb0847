package io.skein.client.route;

import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Keeps one watch open for the topics of interest and publishes what it says. A new topic means a
 * new watch; the old routes stay until it has told all. Owned by the client's lane.
 */
final class RouteWatch {
    private final Runnable changed;
    private final BiConsumer<Link, String> lost;
    private final SortedSet<String> topics = new TreeSet<>();
    private Optional<Report> report = Optional.empty();
    private volatile Routes routes = Routes.NONE;

    /**
     * @param changed runs when there is news
     * @param lost hears when a watch ends that should not have, with its link and why
     */
    RouteWatch(Runnable changed, BiConsumer<Link, String> lost) {
        this.changed = changed;
        this.lost = lost;
    }

    Routes routes() {
        return routes;
    }

    /** True if the topic was not of interest before. */
    boolean add(String topic) {
        return topics.add(topic);
    }

    /**
     * Watches over {@code link} from now on. An empty request would mean all topics: none is sent.
     */
    void open(Link link) {
        stop();
        if (topics.isEmpty()) return;
        Report next = new Report(link, new RouteTable(topics));
        report = Optional.of(next);
        next.open(WatchRoutesRequest.newBuilder().addAllTopics(topics).build());
    }

    void stop() {
        Optional<Report> old = report;
        report = Optional.empty();
        old.ifPresent(Report::cancel);
    }

    /** One watch. */
    private final class Report implements StreamHandler<WatchRoutesResponse> {
        private final Link link;
        private final RouteTable table;
        private Optional<Stream<WatchRoutesRequest>> stream = Optional.empty();

        Report(Link link, RouteTable table) {
            this.link = link;
            this.table = table;
        }

        void open(WatchRoutesRequest request) {
            Stream<WatchRoutesRequest> opened = link.stream(SkeinMethods.WATCH_ROUTES, this);
            stream = Optional.of(opened);
            opened.send(request);
            opened.finish();
        }

        void cancel() {
            stream.ifPresent(open -> open.cancel("no longer needed"));
        }

        private boolean isCurrent() {
            return report.filter(current -> current == this).isPresent();
        }

        @Override
        public void onReady() {}

        @Override
        public void onMessage(WatchRoutesResponse message) {
            if (!isCurrent()) return;
            table.take(message)
                    .ifPresent(now -> {
                        routes = now;
                        changed.run();
                    });
        }

        @Override
        public void onEnd(Ending ending) {
            if (isCurrent()) lost.accept(link, ending.reason());
        }
    }
}
