package io.skein.scenarios.storage;

import io.skein.scenarios.story.Scenario;
import java.util.List;

/**
 * One data directory with a few logs, on a disk that fails in every way there is. See {@link Run}
 * for the order of events, {@link Ghost} for what must hold.
 */
public final class StorageScenario {
    private static final List<String> SITUATIONS =
            List.of(
                    "killed",
                    "power cut",
                    "died in a start",
                    "orderly stop",
                    "power cut after an orderly stop",
                    "made by a start",
                    "deleted by a start",
                    "replayed a frame",
                    "journal chosen for cost",
                    "journal declined for cost",
                    "journal rotten",
                    "damaged journal told",
                    "recovery points rotten",
                    "metadata rotten",
                    "snapshot rotten",
                    "index rotten",
                    "segment rotten",
                    "damage told at opening",
                    "damage told to a reader",
                    "damaged directory told",
                    "failed sync told by a start",
                    "torn tail cut",
                    "segment rolled",
                    "truncated across segments",
                    "truncated wholly",
                    "cut finds no room",
                    "cut met damage",
                    "retention freed",
                    "read while compacting",
                    "too many reads",
                    "found by time",
                    "compacted",
                    "compaction given up",
                    "compaction met damage",
                    "unfinished rewrite found",
                    "swap completed after a crash",
                    "full disk undone",
                    "append finds no room",
                    "directory offline",
                    "overloaded",
                    "duplicate after a start",
                    "Duplicate",
                    "OutOfOrder",
                    "OldEpoch",
                    "UnknownProducer",
                    "sequence went round",
                    "closed and opened",
                    "made anew with the same id",
                    "made anew with another id",
                    "made in the place of another");

    /** The scenario. */
    public static final Scenario SCENARIO = new Scenario("storage", SITUATIONS, Run::new);

    private StorageScenario() {}
}
