package io.skein.scenarios.history.ops;

import io.skein.foundation.PartitionId;

/**
 * A replica as it was read in the end, after everything was healed: from its log start to before
 * its high watermark. If it is read twice, there are two of these.
 */
public record Replica(int node, PartitionId home, Told told, Reads reads) {}
