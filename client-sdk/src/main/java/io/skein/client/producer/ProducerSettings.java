package io.skein.client.producer;

import io.skein.client.ConnectionSettings;
import io.skein.client.Require;
import io.skein.records.Codec;
import java.time.Duration;
import java.util.List;

/**
 * How a producer works. Kafka's name of each setting is in brackets.
 *
 * @param acks when a record counts as stored (acks)
 * @param compression none, gzip, snappy, lz4 or zstd (compression.type)
 * @param batchBytesMax what one batch may grow to, or less if the node says so (batch.size)
 * @param linger how long a batch may wait for more while earlier ones are under way; with nothing
 *     under way, to any node, it never waits (linger.ms)
 * @param requestBytesMax largest record that is taken, with its batch's header (max.request.size)
 * @param bufferBytesMax memory for records that are not yet stored (buffer.memory)
 * @param inFlightBytesMax how many bytes may be under way to one node, unanswered
 * @param maxBlock how long send may wait, for memory and for the topic to be known (max.block.ms)
 * @param unknownTopicWait how much of that it waits once the cluster has said that there is no such
 *     topic
 * @param deliveryTimeout when to give up a record (delivery.timeout.ms)
 * @param partitioner for records that name no partition (partitioner.class)
 */
public record ProducerSettings(
        ConnectionSettings connection,
        Acks acks,
        Codec compression,
        int batchBytesMax,
        Duration linger,
        int requestBytesMax,
        long bufferBytesMax,
        int inFlightBytesMax,
        Duration maxBlock,
        Duration unknownTopicWait,
        Duration deliveryTimeout,
        Partitioner partitioner) {
    private static final int BYTES_MAX = 1 << 30;
    private static final int BATCH_BYTES_MIN = 256;

    public ProducerSettings {
        Require.between("batchBytesMax", batchBytesMax, BATCH_BYTES_MIN, BYTES_MAX);
        Require.between("requestBytesMax", requestBytesMax, BATCH_BYTES_MIN, BYTES_MAX);
        Require.between("bufferBytesMax", bufferBytesMax, requestBytesMax, Long.MAX_VALUE / 2);
        Require.between("inFlightBytesMax", inFlightBytesMax, 1, BYTES_MAX);
        Require.notNegative("linger", linger);
        Require.notNegative("maxBlock", maxBlock);
        Require.notNegative("unknownTopicWait", unknownTopicWait);
        Require.positive("deliveryTimeout", deliveryTimeout);
    }

    /** All defaults: a node on this machine, acks=all, batches of 128 KiB. */
    public static ProducerSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private ConnectionSettings connection = ConnectionSettings.DEFAULT;
        private Acks acks = Acks.ALL;
        private Codec compression = Codec.NONE;
        private int batchBytesMax = 128 << 10;
        private Duration linger = Duration.ofMillis(5);
        private int requestBytesMax = 1 << 20;
        private long bufferBytesMax = 32L << 20;
        private int inFlightBytesMax = 4 << 20;
        private Duration maxBlock = Duration.ofSeconds(60);
        private Duration unknownTopicWait = Duration.ofSeconds(5);
        private Duration deliveryTimeout = Duration.ofSeconds(30);
        private Partitioner partitioner = Partitioner.DEFAULT;

        private Builder() {}

        /** One or more addresses, "host:port". */
        public Builder bootstrap(String... addresses) {
            connection = connection.withBootstrap(List.of(addresses));
            return this;
        }

        /** All about the connection, addresses included. */
        public Builder connection(ConnectionSettings settings) {
            connection = settings;
            return this;
        }

        public Builder acks(Acks when) {
            acks = when;
            return this;
        }

        public Builder compression(Codec codec) {
            compression = codec;
            return this;
        }

        public Builder batchBytesMax(int bytes) {
            batchBytesMax = bytes;
            return this;
        }

        public Builder linger(Duration time) {
            linger = time;
            return this;
        }

        public Builder requestBytesMax(int bytes) {
            requestBytesMax = bytes;
            return this;
        }

        public Builder bufferBytesMax(long bytes) {
            bufferBytesMax = bytes;
            return this;
        }

        public Builder inFlightBytesMax(int bytes) {
            inFlightBytesMax = bytes;
            return this;
        }

        public Builder maxBlock(Duration time) {
            maxBlock = time;
            return this;
        }

        public Builder unknownTopicWait(Duration time) {
            unknownTopicWait = time;
            return this;
        }

        public Builder deliveryTimeout(Duration time) {
            deliveryTimeout = time;
            return this;
        }

        public Builder partitioner(Partitioner chosen) {
            partitioner = chosen;
            return this;
        }

        /** Throws {@link IllegalArgumentException} that names the setting which cannot be. */
        public ProducerSettings build() {
            return new ProducerSettings(
                    connection,
                    acks,
                    compression,
                    batchBytesMax,
                    linger,
                    requestBytesMax,
                    bufferBytesMax,
                    inFlightBytesMax,
                    maxBlock,
                    unknownTopicWait,
                    deliveryTimeout,
                    partitioner);
        }
    }
}
