package io.skein.storage;

import io.skein.foundation.Uuid;

/**
 * Which log to open.
 *
 * @param isNew whether the cluster has recorded that this replica is to be made. Only then is an
 *     absent log made; otherwise its absence is reported as lost.
 */
public record LogOrder(LogName name, Uuid topicId, boolean isNew, LogSettings settings) {}
