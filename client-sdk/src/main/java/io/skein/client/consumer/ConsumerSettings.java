package io.skein.client.consumer;

import io.skein.client.ConnectionSettings;
import io.skein.client.Require;
import java.time.Duration;
import java.util.List;

/**
 * How a consumer works. Kafka's name of each setting is in brackets.
 *
 * @param pollRecordsMax most records that one poll returns (max.poll.records)
 * @param fetchBytesMax how many bytes each node may send ahead of what was polled; one batch may
 *     pass it (fetch.max.bytes)
 * @param offsetReset where to read without a position (auto.offset.reset)
 * @param unknownTopicWait how long an assigned topic may be missing before poll says so
 */
public record ConsumerSettings(
        ConnectionSettings connection,
        int pollRecordsMax,
        int fetchBytesMax,
        OffsetReset offsetReset,
        Duration unknownTopicWait) {
    public ConsumerSettings {
        Require.between("pollRecordsMax", pollRecordsMax, 1, Integer.MAX_VALUE);
        Require.between("fetchBytesMax", fetchBytesMax, 1, Integer.MAX_VALUE);
        Require.notNegative("unknownTopicWait", unknownTopicWait);
    }

    /** All defaults: a node on this machine, 500 records, 16 MiB ahead, from the end. */
    public static ConsumerSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private ConnectionSettings connection = ConnectionSettings.DEFAULT;
        private int pollRecordsMax = 500;
        private int fetchBytesMax = 16 << 20;
        private OffsetReset offsetReset = OffsetReset.LATEST;
        private Duration unknownTopicWait = Duration.ofSeconds(5);

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

        public Builder pollRecordsMax(int records) {
            pollRecordsMax = records;
            return this;
        }

        public Builder fetchBytesMax(int bytes) {
            fetchBytesMax = bytes;
            return this;
        }

        public Builder offsetReset(OffsetReset policy) {
            offsetReset = policy;
            return this;
        }

        public Builder unknownTopicWait(Duration time) {
            unknownTopicWait = time;
            return this;
        }

        /** Throws {@link IllegalArgumentException} that names the setting which cannot be. */
        public ConsumerSettings build() {
            return new ConsumerSettings(
                    connection, pollRecordsMax, fetchBytesMax, offsetReset, unknownTopicWait);
        }
    }
}
