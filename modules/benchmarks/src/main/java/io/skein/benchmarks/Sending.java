package io.skein.benchmarks;

import java.util.Optional;
import java.util.function.Consumer;

/** A client that sends records to one topic: Skein's or another system's. */
interface Sending extends AutoCloseable {
    /**
     * Hands over a record, and waits while there is no room for it. {@code then} hears once, on the
     * client's thread, what went wrong, or that nothing did.
     */
    void send(byte[] value, Consumer<Optional<String>> then);

    /** Waits until all that was sent is answered. */
    void flush();

    /** How many records the topic holds. */
    long stored();

    @Override
    void close();
}
