/** Passes what clients ask on to whoever leads the partition, and takes what others pass on. */
@NullMarked
package io.skein.server.broker.forward;

import org.jspecify.annotations.NullMarked;
