/**
 * The journal of a data directory: small appends of many logs in one file, so that one sync makes
 * them all durable. Knows nothing of logs but their names and numbers.
 */
@NullMarked
package io.skein.storage.journal;

import org.jspecify.annotations.NullMarked;
