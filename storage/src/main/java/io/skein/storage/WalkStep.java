package io.skein.storage;

import io.skein.foundation.world.Disk.DiskFull;
import io.skein.foundation.world.Disk.SyncFailed;
import java.io.IOException;

/** How a step of compaction on the read lane went. */
sealed interface WalkStep {
    record UnderWay() implements WalkStep {}

    record Over() implements WalkStep {}

    record Failed(String cause) implements WalkStep {}

    record NoRoom() implements WalkStep {}

    /** The whole directory is done for. */
    record NoSync(SyncFailed failed) implements WalkStep {}

    /** Goes on with a walk for a while. */
    static WalkStep of(SegmentsWalk walk, Reader reader) {
        try {
            return switch (walk.advance(reader)) {
                case UNDER_WAY -> new UnderWay();
                case DONE -> new Over();
                case FAILED -> new Failed(walk.fault());
            };
        } catch (DiskFull full) {
            return new NoRoom();
        } catch (SyncFailed failed) {
            return noSync(failed, reader);
        } catch (IOException failed) {
            return new Failed(failed.toString());
        }
    }

    /** Does the rest of a rewrite. */
    static WalkStep ofEnd(Rewrite rewrite, Reader reader) {
        try {
            rewrite.finish();
            return new Over();
        } catch (DiskFull full) {
            return new NoRoom();
        } catch (SyncFailed failed) {
            return noSync(failed, reader);
        } catch (IOException failed) {
            return new Failed(failed.toString());
        }
    }

    /** The process may be killed before the committer hears of it. */
    private static NoSync noSync(SyncFailed failed, Reader reader) {
        FailedSync.note(reader.disk(), failed);
        return new NoSync(failed);
    }
}
