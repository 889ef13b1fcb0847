package io.skein.cli.client;

import io.skein.cli.text.ExitCode;
import io.skein.cli.text.Shown;
import io.skein.client.producer.Delivery;
import io.skein.client.producer.DeliveryCallback;
import java.util.Optional;

/**
 * Counts what became of the records of one run. Heard on the producer's thread, asked by others, so
 * each figure is written by one thread and read by any.
 */
final class Tally implements DeliveryCallback {
    private volatile long acknowledged;
    private volatile long refused;
    private volatile long unknown;
    private volatile Optional<String> firstTrouble = Optional.empty();

    @Override
    public synchronized void onDelivery(Delivery delivery) {
        switch (delivery) {
            case Delivery.Stored _ -> acknowledged++;
            case Delivery.Failed(var why) -> {
                refused++;
                trouble(why);
            }
            case Delivery.Unknown(var why) -> {
                unknown++;
                trouble(why);
            }
        }
    }

    private void trouble(RuntimeException why) {
        stop(String.valueOf(why.getMessage()));
    }

    /** No more records should come; only the first reason is told. */
    synchronized void stop(String why) {
        if (firstTrouble.isEmpty()) firstTrouble = Optional.of(why);
    }

    /** Whether anything has gone wrong: to send on would leave a gap. */
    boolean isStopped() {
        return firstTrouble.isPresent();
    }

    /** How the run ends, once every record has had its outcome. */
    ExitCode code() {
        if (unknown > 0) return ExitCode.UNKNOWN;
        return isStopped() ? ExitCode.FAILED : ExitCode.OK;
    }

    /** What the run came to, for people. */
    String summary() {
        if (firstTrouble.isEmpty()) return acknowledged + " acknowledged";
        return "%d acknowledged, %d unknown, %d not stored: %s"
                .formatted(acknowledged, unknown, refused, Shown.text(firstTrouble.get()));
    }
}
