package io.skein.server.adapter;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Lane;
import io.skein.storage.DataDirectory;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Lets the quorum lane have work done with the files that lie beside the log's, on their commit
 * lane, in the order of asking. What cannot be done there ends the node.
 */
record RaftDisk(Lane quorum, Lane commit, Disk disk, DataDirectory directory) {
    /** Whatever needs the disk; done again from its beginning if that was full. */
    @FunctionalInterface
    interface Work<T> {
        T on(Disk disk) throws IOException;
    }

    /** As {@link Work}, without an answer. */
    @FunctionalInterface
    interface Change {
        void on(Disk disk) throws IOException;
    }

    /** {@code then} is called on the quorum lane with what came out. */
    <T> void ask(Work<T> work, Consumer<T> then) {
        commit.answer(() -> {
            T result = done(work);
            quorum.answer(() -> then.accept(result));
        });
    }

    void change(Change change, Runnable then) {
        Work<Boolean> work =
                on -> {
                    change.on(on);
                    return true;
                };
        ask(work, _ -> then.run());
    }

    private <T> T done(Work<T> work) {
        try {
            return doneIntoSpare(work);
        } catch (IOException failed) {
            // Whatever else is written there relies on the same disk.
            directory.fail(failed);
            throw new BrokenInvariant("the metadata log has failed", failed);
        }
    }

    private <T> T doneIntoSpare(Work<T> work) throws IOException {
        try {
            return work.on(disk);
        } catch (DiskFull full) {
            // A node must not end for want of room for a vote while room is put by.
            if (!directory.giveUpSpare()) throw full;
            return work.on(disk);
        }
    }
}
