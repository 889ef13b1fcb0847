package io.skein.server.door;

/** What the metadata answers about how partitions lie over the brokers. */
public sealed interface LayoutReply extends AdminReply {
    /** The topic had so many partitions, and has so many now. */
    record PartitionsAdded(int before, int total) implements LayoutReply {}
}
