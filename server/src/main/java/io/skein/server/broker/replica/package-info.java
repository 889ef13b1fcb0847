/** Keeps the copies of partitions alike: what is led here is pushed, what is not is followed. */
@NullMarked
package io.skein.server.broker.replica;

import org.jspecify.annotations.NullMarked;
