package io.skein.server.rpc;

import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.MetadataImage;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One WatchRoutes stream: first all routes, then what changed from image to image. While the client
 * does not read, newer images replace each other; it keeps two images and the rest of one report,
 * whatever happens meanwhile. Owned by the call's turns.
 */
final class RoutesCall implements Endpoint.Call<WatchRoutesRequest> {
    private static final int TOPICS_MAX = 10_000;

    private final Caller<WatchRoutesResponse> caller;
    private final FrontDoor door;
    private final CallFigures figures;
    private Optional<WatchRoutesRequest> request = Optional.empty();
    private Optional<FrontDoor.Watch> watch = Optional.empty();
    private Optional<RouteReport> report = Optional.empty();
    private MetadataImage told = MetadataImage.EMPTY;
    private MetadataImage newest = MetadataImage.EMPTY;
    private TreeSet<String> names = new TreeSet<>();
    private boolean complete;
    private boolean over;

    RoutesCall(Caller<WatchRoutesResponse> caller, FrontDoor door, CallFigures figures) {
        this.caller = caller;
        this.door = door;
        this.figures = figures;
        caller.want(2);
    }

    @Override
    public void onRequest(WatchRoutesRequest arrived) {
        if (request.isPresent()) refuse(Refusals.invalid("request", "there may be only one"));
        request = Optional.of(arrived);
    }

    @Override
    public void onRequestsEnded() {
        if (over || watch.isPresent()) return;
        if (request.isEmpty()) {
            refuse(Refusals.invalid("request", "there is none"));
        } else if (request.get().getTopicsCount() > TOPICS_MAX) {
            refuse(Refusals.invalid("topics", "more than " + TOPICS_MAX));
        } else {
            names = new TreeSet<>(request.get().getTopicsList());
            // The watch comes first: an image published in between would be missed otherwise.
            watch = Optional.of(door.watchImage(image -> caller.turn(() -> onImage(image))));
            onImage(door.image());
        }
    }

    private void onImage(MetadataImage image) {
        if (over || image.offset() <= newest.offset()) return;
        newest = image;
        pump();
    }

    @Override
    public void onReady() {
        pump();
    }

    private void pump() {
        while (!over && caller.ready()) {
            if (report.isEmpty()) {
                if (newest.offset() <= told.offset()) return;
                report = Optional.of(RouteReport.between(told, newest, names));
                told = newest;
            }
            RouteReport current = report.get();
            if (!complete || !current.isEmpty()) send(current);
            if (current.isEmpty()) report = Optional.empty();
        }
    }

    private void send(RouteReport current) {
        WatchRoutesResponse.Builder next = current.next();
        boolean completes = !complete && current.isEmpty();
        complete |= completes;
        caller.send(next.setComplete(completes).build());
    }

    @Override
    public void onStopping() {
        refuse(Refusals.stopping());
    }

    private void refuse(Refusal refusal) {
        if (over) return;
        figures.refused(refusal.why());
        end();
        Refusals.fail(caller, refusal);
    }

    @Override
    public void onGone() {
        end();
    }

    private void end() {
        over = true;
        watch.ifPresent(FrontDoor.Watch::cancel);
        report = Optional.empty();
    }
}
