package io.skein.client.producer;

/** Hears what became of a record. */
@FunctionalInterface
public interface DeliveryCallback {
    /**
     * Runs once, on the producer's own thread: it must be quick and must not wait for the producer,
     * which cannot go on meanwhile.
     */
    void onDelivery(Delivery delivery);
}
