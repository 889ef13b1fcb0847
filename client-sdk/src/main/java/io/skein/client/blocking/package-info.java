/** The bridge between threads that wait and a lane that must not. */
@NullMarked
package io.skein.client.blocking;

import org.jspecify.annotations.NullMarked;
