package io.skein.storage;

import io.skein.foundation.EpochTrail;
import io.skein.foundation.world.Disk;
import io.skein.storage.producers.Producers;
import io.skein.storage.producers.Snapshots;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Makes an empty log. It is durable at the end of the round, with all others that were made in it;
 * its folder comes later. Owned by the commit lane.
 */
final class LogMaking {
    private final DirectoryState directory;
    private final Shelf shelf;
    private final LogOrder order;

    LogMaking(DirectoryState directory, Shelf shelf, LogOrder order) {
        this.directory = directory;
        this.shelf = shelf;
        this.order = order;
    }

    /** {@code then} gets nothing if there is no room. */
    void start(Consumer<Optional<Log>> then) throws IOException {
        LogName name = order.name();
        Committer committer = directory.committer();
        Disk disk = directory.world().disk();
        committer.forgetPoint(name);
        directory.starts().forget(name);
        long incarnation = directory.world().entropy().nextLong();
        LogFolder.Owner whose = new LogFolder.Owner(order.topicId(), OptionalLong.of(incarnation));
        boolean hasFolder = disk.isDirectory(name.folder());
        if (hasFolder) {
            LogFolder.make(disk, name, whose);
            new Snapshots(disk, name.folder()).removeAll();
        }
        committer.made().add(name, whose, hasFolder);
        committer.afterSync(() -> {
            then.accept(committer.made().isMade(name) ? Optional.of(log(whose)) : Optional.empty());
        });
    }

    private Log log(LogFolder.Owner whose) {
        OpenFiles open = directory.committer().files();
        LogFiles files = new LogFiles(order.name(), whose.incarnation(), open, EpochTrail.EMPTY);
        files.producers().bound(directory.world().settings().recoveryBytesMax());
        files.standNew();
        SegmentIndex index = new SegmentIndex(0, order.settings().indexIntervalBytes());
        List<Segment> segments = List.of(new Segment(0, 0, Optional.of(index)));
        Standing none = new Standing(segments, 0, 0, EpochTrail.EMPTY, Producers.NONE);
        return new Log(order, shelf, files, none);
    }
}
