package io.skein.storage;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.foundation.world.Lane;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One data directory of a node: its lock, whose it is, its logs. Its files belong to its commit
 * lane. Methods may be called from any lane that is named as {@code caller}, and answer there.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class DataDirectory {
    private DataDirectory() {}

    /** Locks and checks the directory, or marks a new one as ours. */
    public static void open(
            DirectoryWorld world,
            DirectoryClaim claim,
            Lane caller,
            Consumer<DirectoryOpening> then) {
        throw Check.unreachable("not built yet");
    }

    /** The directory's own id; a wiped directory gets another. */
    public Uuid id() {
        throw Check.unreachable("not built yet");
    }

    /** Whose cluster's it is, if that was known when it was opened. */
    public Optional<Uuid> clusterId() {
        throw Check.unreachable("not built yet");
    }

    /** Folders of logs that were there when the directory was opened, in order. */
    public List<LogName> found() {
        throw Check.unreachable("not built yet");
    }

    /** Records the cluster's id durably. Naming the same one again does nothing. */
    public void join(Uuid clusterId, Lane caller, Consumer<Outcome> then) {
        throw Check.unreachable("not built yet");
    }

    /** The place for the logs that {@code owner} has here. Once per lane, before or on it. */
    public Shelf shelf(Lane owner) {
        throw Check.unreachable("not built yet");
    }

    /** Why nothing can be appended at present, if so. Any thread. */
    public Optional<String> trouble() {
        throw Check.unreachable("not built yet");
    }

    /**
     * The orderly end, after every log has been closed: saves the recovery points and, if all is
     * durable, leaves the mark that spares the next start its checks. Gives the lock back.
     */
    public void close(Lane caller, Consumer<Outcome> then) {
        throw Check.unreachable("not built yet");
    }
}
