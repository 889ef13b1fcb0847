package io.skein.scenarios.wire;

import com.google.protobuf.ByteString;

/** A message on its way: as the bytes that gRPC would send, or as the object itself. */
public sealed interface Cargo {
    record Bytes(ByteString bytes) implements Cargo {}

    record Thing(Object message) implements Cargo {}
}
