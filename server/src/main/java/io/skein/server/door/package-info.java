/** The front door: sealed requests in, sealed replies out, no transport in sight. */
@NullMarked
package io.skein.server.door;

import org.jspecify.annotations.NullMarked;
