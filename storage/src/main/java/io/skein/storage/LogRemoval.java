package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.world.Disk;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Removes a log: first its name, durably, then its files. Owned by the commit lane. What a crash
 * leaves of it is removed when the directory is opened again.
 */
final class LogRemoval {
    private final DirectoryState directory;
    private final LogName name;
    private String aside = "";

    LogRemoval(DirectoryState directory, LogName name) {
        this.directory = directory;
        this.name = name;
    }

    /** {@code then} is called on the commit lane. */
    void start(Consumer<Outcome> then) {
        Committer committer = directory.committer();
        // In a directory that has failed no log can be closed, so this one may still count as open.
        if (committer.health() instanceof Health.Offline(String cause)) {
            then.accept(new Outcome.Offline(cause));
            return;
        }
        Check.that(!committer.isOpen(name), "a log is closed before it is removed");
        directory.world().read().answer(() -> directory.reader().forget(name.folder()));
        committer.change(this::putAside, first -> removeAfter(first, then));
    }

    private void putAside(Disk disk) throws IOException {
        directory.committer().files().closeFolder(name.folder());
        directory.committer().made().forget(name);
        if (!disk.exists(name.folder())) return;
        aside = LogFolder.putAside(disk, name, directory.world().entropy().uuid());
        disk.syncDirectory("");
    }

    private void removeAfter(Outcome first, Consumer<Outcome> then) {
        if (!(first instanceof Outcome.Done) || aside.isEmpty()) {
            then.accept(first);
            return;
        }
        Committer committer = directory.committer();
        committer.points().remove(name);
        directory.starts().remove(name);
        committer.change(
                disk -> {
                    LogFolder.remove(disk, aside);
                    disk.syncDirectory("");
                },
                second -> {
                    committer.probe();
                    then.accept(second);
                });
    }
}
