/** Logs on disk: data directories, appends made durable in groups, reads, recovery. */
@NullMarked
package io.skein.storage;

import org.jspecify.annotations.NullMarked;
