package io.skein.server.boot;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Host;
import io.skein.foundation.world.Lane;
import io.skein.server.broker.Broker;
import io.skein.server.metadata.NodeImage;
import io.skein.server.metadata.NodeImage.NodePort;
import io.skein.server.settings.Addresses;
import io.skein.server.settings.NodeSettings;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryFigures;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryRefusal;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.JournalSettings;
import io.skein.storage.LogName;
import io.skein.storage.Outcome;
import io.skein.storage.RoomNews;
import io.skein.storage.StorageSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The data directories of a node and the one of its metadata log, opened one after the other. Owned
 * by the quorum lane.
 */
final class Directories {
    /** Where the metadata log lies inside the first data directory. */
    static final String METADATA = "__metadata";

    /** Put by in directories of partitions, for small files like those that say what goes. */
    private static final int SPARE_BYTES_MAX = 4 << 20;

    private final Host host;
    private final NodeSettings settings;
    private final Lane home;
    private final BiConsumer<Uuid, String> onFailed;
    private final List<Opened> data = new ArrayList<>();
    private final ConcurrentSkipListMap<String, DirectoryFigures> figures =
            new ConcurrentSkipListMap<>();
    private final List<String> absent = new ArrayList<>();
    private Optional<Opened> metadata = Optional.empty();

    /** An open directory with the lanes that work in it. */
    record Opened(DataDirectory directory, Disk disk, Lane commit) {}

    /**
     * Opens nothing yet.
     *
     * @param onFailed hears which data directory has failed, and why; that of the metadata log ends
     *     the node instead
     */
    Directories(Host host, NodeSettings settings, Lane home, BiConsumer<Uuid, String> onFailed) {
        this.host = host;
        this.settings = settings;
        this.home = home;
        this.onFailed = onFailed;
    }

    /**
     * Opens all; the sentence says why not, and then none stays open. A disk that does not work is
     * no reason, unless it is the first, which holds the metadata: the others go on without it.
     */
    void open(Runnable then, Consumer<String> refused) {
        openData(0, then, refused);
    }

    private void openData(int at, Runnable then, Consumer<String> refused) {
        if (at == settings.logDirs().size()) {
            openMetadata(then, refused);
            return;
        }
        StorageSettings storage = settings.storage();
        open(
                new Wanted(
                        settings.logDirs().get(at),
                        Integer.toString(at),
                        storage.withGuard(storage.guard().withSpareOf(SPARE_BYTES_MAX))),
                opened -> {
                    data.add(opened);
                    openData(at + 1, then, refused);
                },
                why -> {
                    if (at > 0 && isOfTheDisk(why)) {
                        absent.add(why.sentence() + " The node starts without it.");
                        openData(at + 1, then, refused);
                    } else {
                        close(() -> refused.accept(why.sentence()));
                    }
                });
    }

    private void openMetadata(Runnable then, Consumer<String> refused) {
        StorageSettings storage = settings.storage();
        open(
                new Wanted(
                        settings.logDirs().getFirst() + "/" + METADATA,
                        "meta",
                        storage.withReserve(0)
                                .withGuard(storage.guard().withoutShares())
                                .withJournal(JournalSettings.NEVER)),
                opened -> {
                    metadata = Optional.of(opened);
                    Optional<String> mixed = whyNotTogether();
                    if (mixed.isPresent()) close(() -> refused.accept(mixed.get()));
                    else then.run();
                },
                why -> close(() -> refused.accept(why.sentence())));
    }

    /** Whether it is the disk that failed, and not somebody who made a mistake with its place. */
    private static boolean isOfTheDisk(DirectoryRefusal why) {
        return switch (why) {
            case DirectoryRefusal.Broken _,
                    DirectoryRefusal.InDoubt _,
                    DirectoryRefusal.NotWritable _,
                    DirectoryRefusal.NoRoom _,
                    DirectoryRefusal.Unreadable _ ->
                    true;
            case DirectoryRefusal.ForeignNode _,
                    DirectoryRefusal.ForeignCluster _,
                    DirectoryRefusal.HeldByAnother _,
                    DirectoryRefusal.NewerFormat _,
                    DirectoryRefusal.Unmarked _ ->
                    false;
        };
    }

    /** A directory to open. */
    private record Wanted(String place, String name, StorageSettings settings) {}

    private void open(Wanted wanted, Consumer<Opened> then, Consumer<DirectoryRefusal> refused) {
        String name = wanted.name();
        Disk disk = host.disk(wanted.place());
        Lane commit = host.lane("commit-" + name, settings.mailboxMax());
        DirectoryWorld world =
                new DirectoryWorld(
                        disk,
                        host.clock(),
                        host.entropy("directory-" + name),
                        commit,
                        host.lane("read-" + name, settings.mailboxMax()),
                        wanted.settings(),
                        cause -> home.answer(() -> failed(disk, cause)));
        DataDirectory.open(
                world,
                new DirectoryClaim(settings.nodeId(), Optional.empty()),
                home,
                opening -> {
                    switch (opening) {
                        case DirectoryOpening.Opened(DataDirectory directory) -> {
                            figures.put(wanted.place(), directory.figures());
                            then.accept(new Opened(directory, disk, commit));
                        }
                        case DirectoryOpening.Refused(var why) -> refused.accept(why);
                    }
                });
    }

    private void failed(Disk disk, String cause) {
        for (Opened one : data) {
            if (one.disk().equals(disk)) onFailed.accept(one.directory().id(), cause);
        }
    }

    /** Directories of two clusters, or data without the metadata that explains it. */
    private Optional<String> whyNotTogether() {
        NavigableSet<Uuid> clusters = new TreeSet<>();
        data.forEach(one -> one.directory().clusterId().ifPresent(clusters::add));
        Optional<Uuid> ours = metadata().directory().clusterId();
        ours.ifPresent(clusters::add);
        if (clusters.size() > 1) {
            return Optional.of(
                    ("the data directories belong to different clusters: %s;"
                                    + " give each cluster its own")
                            .formatted(clusters));
        }
        if (ours.isEmpty() && !clusters.isEmpty()) {
            // An empty metadata log would begin another cluster and take these files for strays.
            return Optional.of(
                    ("%s belongs to cluster %s, but its metadata in %s is gone;"
                                    + " bring it back from a copy")
                            .formatted(settings.logDirs().getFirst(), clusters.first(), METADATA));
        }
        return Optional.empty();
    }

    List<Opened> data() {
        return List.copyOf(data);
    }

    /** The folders in all of them; says what should be known about a directory. */
    List<Broker.Found> found(Consumer<String> trouble) {
        List<Broker.Found> found = new ArrayList<>();
        for (Opened one : data) {
            one.directory().remark().ifPresent(trouble);
            for (LogName name : one.directory().found()) {
                found.add(new Broker.Found(one.directory().id(), name));
            }
        }
        return found;
    }

    /** The node that has these directories, in this run of its process. */
    NodeImage owner(Uuid incarnation, Addresses reached) {
        List<Uuid> ids = data.stream().map(one -> one.directory().id()).toList();
        return new NodeImage(
                settings.nodeId(),
                incarnation,
                ids,
                reached.forClients(),
                new NodePort(reached.forNodes(), settings.partitionLanes()),
                settings.roles(),
                false,
                settings.layout().rack());
    }

    /** A sentence for each directory that the node does without. */
    List<String> absent() {
        return List.copyOf(absent);
    }

    /** Who hears when a disk has no room, and when it has some again. */
    void listen(Consumer<RoomNews> listener) {
        metadata().directory().listen(home, listener);
        for (Opened one : data) one.directory().listen(home, listener);
    }

    /**
     * Whose the metadata is by the mark of its directory, if it is open: known from the start on,
     * before anybody has told what is agreed.
     */
    Optional<String> clusterId() {
        return metadata.flatMap(opened -> opened.directory().clusterId()).map(Uuid::toString);
    }

    Opened metadata() {
        return metadata.orElseThrow(() -> Check.unreachable("the metadata directory is open"));
    }

    /** What each committer has done, by place; from any thread. */
    Map<String, DirectoryFigures> figures() {
        return Collections.unmodifiableMap(figures);
    }

    /** Notes durably which cluster they belong to. */
    void join(Uuid cluster, Runnable then, Consumer<String> failed) {
        List<Opened> all = new ArrayList<>(data);
        all.add(metadata());
        join(all, cluster, then, failed);
    }

    private void join(List<Opened> left, Uuid cluster, Runnable then, Consumer<String> failed) {
        if (left.isEmpty()) {
            then.run();
            return;
        }
        left.getFirst()
                .directory()
                .join(
                        cluster,
                        home,
                        outcome -> {
                            switch (outcome) {
                                case Outcome.Done _ ->
                                        join(left.subList(1, left.size()), cluster, then, failed);
                                case Outcome.NoRoom _ -> failed.accept("the disk is full");
                                case Outcome.Offline(String cause) -> failed.accept(cause);
                            }
                        });
    }

    /** Closes what is open; every log in them is closed before. */
    void close(Runnable then) {
        metadata.ifPresent(data::add);
        metadata = Optional.empty();
        if (data.isEmpty()) {
            then.run();
            return;
        }
        data.removeLast().directory().close(home, _ -> close(then));
    }
}
