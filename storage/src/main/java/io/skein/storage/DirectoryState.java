package io.skein.storage;

/**
 * What the parts of an opened data directory share.
 *
 * @param starts where logs begin whose first records were deleted
 * @param replayed what the journal had to say
 * @param stoppedWell whether the last stop was orderly, so that files say how they end
 * @param knowsPoints whether the recovery points could be read; without them nothing is ever cut
 * @param doubtful which logs have to be read as a whole
 */
record DirectoryState(
        DirectoryWorld world,
        Committer committer,
        LogStarts starts,
        Reader reader,
        TailBudget budget,
        Compactions compactions,
        Replayed replayed,
        boolean stoppedWell,
        boolean knowsPoints,
        DoubtfulLogs doubtful) {}
