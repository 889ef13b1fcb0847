/** Follows the image: opens, closes and leads partitions; produce and fetch. */
@NullMarked
package io.skein.server.broker;

import org.jspecify.annotations.NullMarked;
