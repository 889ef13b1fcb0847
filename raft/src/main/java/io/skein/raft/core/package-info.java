/**
 * Decides what a member of the metadata quorum does. Pure: no clock, thread, lock, future, disk,
 * network, chance or log line; the door is {@link io.skein.raft.core.Member#step}.
 */
@NullMarked
package io.skein.raft.core;

import org.jspecify.annotations.NullMarked;
