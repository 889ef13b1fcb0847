/**
 * The files of a data directory as they lie there, read and checked from outside: nothing here
 * writes, locks, or repairs.
 */
@NullMarked
package io.skein.storage.inspect;

import org.jspecify.annotations.NullMarked;
