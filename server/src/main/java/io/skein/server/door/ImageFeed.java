package io.skein.server.door;

import io.skein.server.door.FrontDoor.Watch;
import io.skein.server.metadata.MetadataImage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The newest image, for every thread to see; published by the quorum lane only. */
public final class ImageFeed {
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile MetadataImage current = MetadataImage.EMPTY;

    private record Watcher(Consumer<MetadataImage> then) {}

    public MetadataImage current() {
        return current;
    }

    /** Shows a newer image to everybody. */
    public void publish(MetadataImage image) {
        current = image;
        for (Watcher watcher : watchers) watcher.then().accept(image);
    }

    /** See {@link FrontDoor#watchImage}. */
    public Watch watch(Consumer<MetadataImage> then) {
        Watcher watcher = new Watcher(then);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
