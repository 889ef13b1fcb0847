/** A cluster of one node in memory, which does what a test tells it to. */
@NullMarked
package io.skein.client.fake;

import org.jspecify.annotations.NullMarked;
