package io.skein.server.door;

/** What is asked about how partitions lie over the brokers: how many, who holds them, who leads. */
public sealed interface LayoutRequest extends AdminRequest {
    /**
     * Gives a topic more partitions.
     *
     * @param total how many it is to have
     */
    record AddPartitions(String topic, int total, boolean validateOnly) implements LayoutRequest {}
}
