package io.skein.server.metadata;

/** Producer ids that belong to one node: it gives each of them to one producer, or to none. */
public record ProducerIdBlock(long first, int count) {
    /** The first id behind it. */
    public long before() {
        return first + count;
    }
}
