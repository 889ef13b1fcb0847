package io.skein.storage;

import io.skein.foundation.Uuid;
import java.util.Optional;

/**
 * Who wants a data directory.
 *
 * @param clusterId empty while the node does not know its cluster; then any cluster's directory
 *     will do, and {@link DataDirectory#clusterId()} tells whose it is
 */
public record DirectoryClaim(int nodeId, Optional<Uuid> clusterId) {}
