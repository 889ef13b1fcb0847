/**
 * Runs a member of the metadata quorum: the driver on the quorum lane, the log and the state
 * machine it speaks to, and what the quorum itself writes to disk.
 */
@NullMarked
package io.skein.raft;

import org.jspecify.annotations.NullMarked;
