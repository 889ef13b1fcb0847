/**
 * What the client needs from the network, so that it can run over gRPC and over simulated links.
 */
@NullMarked
package io.skein.client.wire;

import org.jspecify.annotations.NullMarked;
