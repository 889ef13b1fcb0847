package io.skein.storage;

import io.skein.foundation.world.Disk;
import io.skein.foundation.world.Disk.DiskFull;
import io.skein.storage.compact.Span;
import io.skein.storage.format.SegmentName;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts a rewritten segment in the place of those it was made of. Works on the commit lane, while
 * nobody reads them. After a crash before the first sync all is as before; after it, {@link
 * SwapRecovery} ends what was begun.
 *
 * <pre>
 *   0.log  40.log  0.log.cleaned   ─▶ sync ─▶  0.log  40.log  0.log.swap      decided
 *          ─▶  0.log  0.log.swap   ─▶ sync ─▶  0.log                          done
 * </pre>
 */
final class SwapIn {
    static final String SWAP = SegmentName.LOG + ".swap";

    private static final List<String> KINDS =
            List.of(SegmentName.LOG, SegmentName.INDEX, SegmentName.TIME_INDEX);

    private final Log log;
    private final String folder;
    private final List<Span> old;
    private final long base;
    private final Committer committer;

    SwapIn(Log log, List<Span> old) {
        this.log = log;
        this.folder = log.name().folder();
        this.old = List.copyOf(old);
        this.base = old.getFirst().base();
        this.committer = log.shelf().directory().committer();
    }

    /** {@code then} hears on the commit lane, when it is done for good. */
    void start(Consumer<Outcome> then) {
        if (committer.health() instanceof Health.Offline(String cause)) {
            then.accept(new Outcome.Offline(cause));
            return;
        }
        committer.change(
                this::decide,
                outcome -> {
                    if (outcome instanceof Outcome.Done) goOn(then);
                    else then.accept(outcome);
                });
    }

    /** In a turn of its own: appends that came meanwhile are not kept waiting for both. */
    private void goOn(Consumer<Outcome> then) {
        log.shelf()
                .directory()
                .world()
                .commit()
                .answer(() ->
                        committer.change(
                                this::replace,
                                outcome -> {
                                    committer.probe();
                                    then.accept(outcome);
                                }));
    }

    private void decide(Disk disk) throws IOException {
        committer.beforeReplacing(log, old.getLast().base() + 1);
        try {
            disk.rename(file(base, SegmentName.LOG) + Rewrite.CLEANED, file(base, SWAP));
        } catch (DiskFull full) {
            takeBack(disk);
            throw full;
        }
        disk.syncDirectory(folder);
    }

    /**
     * It may have its name all the same. Left there it would come in the place of segments that
     * have changed by the next start, or keep the log from being opened at all.
     */
    private void takeBack(Disk disk) throws IOException {
        if (!disk.exists(file(base, SWAP))) return;
        disk.delete(file(base, SWAP));
        disk.syncDirectory(folder);
    }

    private void replace(Disk disk) throws IOException {
        try {
            for (Span each : old) {
                for (String kind : KINDS) committer.files().close(file(each.base(), kind));
                if (each.base() != base) delete(disk, each.base());
            }
            for (String kind : new String[] {SegmentName.INDEX, SegmentName.TIME_INDEX}) {
                disk.rename(file(base, kind) + Rewrite.CLEANED, file(base, kind));
            }
            // The mark goes last, or a segment that is to go could come back beside the new one.
            disk.syncDirectory(folder);
            disk.rename(file(base, SWAP), file(base, SegmentName.LOG));
            disk.syncDirectory(folder);
        } catch (DiskFull full) {
            throw new IOException("no room in the middle of a swap", full);
        }
    }

    private void delete(Disk disk, long which) throws IOException {
        for (String kind : KINDS) {
            if (disk.exists(file(which, kind))) disk.delete(file(which, kind));
        }
    }

    private String file(long which, String kind) {
        return SegmentName.of(folder, which, kind);
    }
}
