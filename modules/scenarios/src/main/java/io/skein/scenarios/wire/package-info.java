/** Carries the calls of the public contract over simulated connections, in place of gRPC. */
@NullMarked
package io.skein.scenarios.wire;

import org.jspecify.annotations.NullMarked;
