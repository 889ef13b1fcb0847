package io.skein.server.settings;

import io.skein.storage.CompactionSettings;
import io.skein.storage.LogSettings;
import io.skein.storage.Retention;
import java.util.Optional;

/**
 * The settings of one topic as they are in force: its own where it has them, the node's defaults
 * elsewhere.
 *
 * @param maxMessageBytes largest batch it takes
 * @param appendTime whether records bear the time of their append instead of the client's
 * @param log how its logs are laid out in segments
 * @param deletable whether records go by age, size or offset, not only for a newer one of their key
 * @param retention which old segments go
 * @param compaction how it is compacted, if it is
 * @param minInSyncReplicas how many replicas it takes to agree on a record
 */
public record TopicConfig(
        int maxMessageBytes,
        boolean appendTime,
        LogSettings log,
        boolean deletable,
        Retention retention,
        Optional<CompactionSettings> compaction,
        int minInSyncReplicas) {}
