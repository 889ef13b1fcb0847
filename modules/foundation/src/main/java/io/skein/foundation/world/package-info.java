/**
 * The five interfaces through which everything outside reaches us: clock, lane, disk, transport,
 * entropy.
 */
@NullMarked
package io.skein.foundation.world;

import org.jspecify.annotations.NullMarked;
