package io.skein.scenarios.wire;

import io.skein.client.wire.Ending;

/** What is said over a connection that carries many calls; each has a number of its own. */
public sealed interface Parcel {
    /** The node's first word: the connection stands. */
    record Welcome() implements Parcel {}

    /** A call begins. */
    record Begin(int call, String method) implements Parcel {}

    record Request(int call, Cargo cargo) implements Parcel {}

    record RequestsEnded(int call) implements Parcel {}

    /** The client has given the call up. */
    record Cancelled(int call) implements Parcel {}

    record Reply(int call, Cargo cargo) implements Parcel {}

    /** The node's last word on a call. */
    record Over(int call, Ending ending) implements Parcel {}

    /** The other side has taken one message of this call, and has room for another. */
    record Room(int call) implements Parcel {}
}
