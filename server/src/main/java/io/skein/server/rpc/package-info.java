/**
 * From calls to requests and back: endpoints that know the contract but no transport, and their
 * gRPC host.
 */
@NullMarked
package io.skein.server.rpc;

import org.jspecify.annotations.NullMarked;
