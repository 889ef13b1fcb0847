package io.skein.server.broker;

import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.CompactionSettings;
import io.skein.storage.Log;

/** Compacts a log, whoever leads: each replica compacts its own. Owned by the partition's lane. */
record Compacting(Log log, Surroundings around) {
    /**
     * Begins if it is time.
     *
     * @param agreed nothing from here on is touched
     */
    void start(CompactionSettings settings, long nowMillis, long agreed) {
        log.compaction().start(new Compaction.Order(settings, nowMillis, agreed), this::compacted);
    }

    private void compacted(CompactionResult result) {
        CompactionFigures figures = around.figures().compactions();
        switch (result) {
            case CompactionResult.Done done -> {
                figures.passes().increment();
                figures.readBytes().add(done.readBytes());
                figures.writtenBytes().add(done.writtenBytes());
                figures.removedBytes().add(done.removedBytes());
            }
            case CompactionResult.Parked(String cause) -> {
                figures.failures().increment();
                around.reports().onTrouble(log.name(), Refusals.notCompacted(log.name(), cause));
            }
            case CompactionResult.NoRoom _ -> figures.failures().increment();
            case CompactionResult.NotDue _, CompactionResult.Stopped _ -> {}
        }
    }
}
