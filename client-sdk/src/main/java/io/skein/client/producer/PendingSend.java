package io.skein.client.producer;

import java.util.concurrent.CompletableFuture;

/** A future that is its own callback: one object for each record. */
final class PendingSend extends CompletableFuture<RecordMetadata> implements DeliveryCallback {
    @Override
    public void onDelivery(Delivery delivery) {
        if (delivery instanceof Delivery.Stored stored) complete(stored.metadata());
        else completeExceptionally(delivery.error().orElseThrow());
    }
}
