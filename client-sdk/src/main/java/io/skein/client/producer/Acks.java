package io.skein.client.producer;

/** When a record counts as stored. */
public enum Acks {
    /** When the leader has taken it, before any disk has it (acks=0). It may be lost. */
    NONE,
    /** When the leader's disk has confirmed it (acks=1). */
    LEADER,
    /** When the disks of all in-sync replicas have confirmed it (acks=all). */
    ALL;

    io.skein.protocol.v1.Acks onWire() {
        return switch (this) {
            case NONE -> io.skein.protocol.v1.Acks.ACKS_NONE;
            case LEADER -> io.skein.protocol.v1.Acks.ACKS_LEADER;
            case ALL -> io.skein.protocol.v1.Acks.ACKS_ALL;
        };
    }
}
