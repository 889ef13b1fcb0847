@NullMarked
package io.skein.client.grpc;

import org.jspecify.annotations.NullMarked;
