package io.skein.client.producer;

import io.skein.protocol.WireBounds;
import io.skein.protocol.v1.GetServerInfoResponse;
import io.skein.protocol.v1.Limits;

/**
 * What may be sent at once: what the user has set, or less if the node says so. A batch that the
 * node does not take would be refused with every record in it, and a message that it does not take
 * would end the stream. The lane writes; any thread reads.
 */
final class ToldLimits {
    private final ProducerSettings settings;
    private volatile Limits told = Limits.getDefaultInstance();

    ToldLimits(ProducerSettings settings) {
        this.settings = settings;
    }

    /** The node at the other end has said what it allows. */
    void hear(GetServerInfoResponse server) {
        told = server.getLimits();
    }

    /** What one batch may grow to; a larger record travels alone. */
    int batchBytesMax() {
        return Math.min(least(settings.batchBytesMax(), told.getBatchBytesMax()), messageRoom());
    }

    /** Largest record, with its batch's header. */
    int recordBytesMax() {
        return Math.min(settings.requestBytesMax(), messageRoom());
    }

    /** How many bytes may be under way to one node. */
    int inFlightBytesMax() {
        return least(settings.inFlightBytesMax(), told.getProduceInFlightBytesMax());
    }

    private int messageRoom() {
        int message = told.getMessageBytesMax();
        int room = message - WireBounds.AROUND_BATCH_BYTES;
        return room > 0 ? room : Integer.MAX_VALUE;
    }

    /** A node that says nothing of a bound has none. */
    private static int least(int ours, int theirs) {
        return theirs > 0 ? Math.min(ours, theirs) : ours;
    }
}
