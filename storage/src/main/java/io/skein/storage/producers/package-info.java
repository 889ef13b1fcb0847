/**
 * What a log remembers of its idempotent producers, so that a batch sent twice is stored once.
 * Values and their file; knows nothing of logs.
 */
@NullMarked
package io.skein.storage.producers;

import org.jspecify.annotations.NullMarked;
