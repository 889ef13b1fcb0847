package io.skein.server.broker;

import io.skein.foundation.PartitionId;
import io.skein.records.BatchCheck;
import io.skein.records.BatchVerdict;
import io.skein.records.DecompressionBound;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.TopicImage;
import io.skein.server.settings.TopicConfig;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What is refused before it reaches a lane; on any thread. */
final class Admission {
    private Admission() {}

    /** What a request needs to know of its topic. */
    record Known(String name, TopicImage.Place place, int partitions, TopicConfig config) {
        static Known of(TopicImage topic, TopicConfig config) {
            return new Known(topic.name(), topic.place(), topic.partitions().size(), config);
        }

        /** Which lanes own its partitions. */
        String folder() {
            return place.folder();
        }

        /** Whether it can be asked for: what is in the trash cannot. */
        boolean isServed() {
            return !place.isTrash();
        }
    }

    static Optional<Refusal> refuse(
            PartitionId id, PartitionRequest<?> request, Optional<Known> topic) {
        if (topic.isEmpty()) {
            return Optional.of(
                    Refusal.definite(Why.UNKNOWN_TOPIC, "there is no topic with id " + id.topic()));
        }
        Known known = topic.get();
        if (id.number() >= known.partitions()) {
            return Optional.of(
                    Refusals.unknownPartition(known.name(), id.number(), known.partitions()));
        }
        // Untrusted bytes are checked here, on the thread that brought them: the lane stays free.
        return request instanceof Append append
                ? refuseBatch(append.batch(), known.config())
                : Optional.empty();
    }

    private static Optional<Refusal> refuseBatch(ByteBuffer batch, TopicConfig config) {
        if (batch.remaining() > config.maxMessageBytes()) return tooLarge(batch, config);
        int from = batch.position();
        int to = batch.limit();
        return refuse(
                config.compaction().isPresent()
                        ? BatchCheck.producedWithKeys(batch, from, to, DecompressionBound.DEFAULT)
                        : BatchCheck.produced(batch, from, to, DecompressionBound.DEFAULT));
    }

    /** What another node passes on has been admitted there: only what is cheap is checked again. */
    static Optional<Refusal> refuseForwarded(PartitionRequest<?> request, TopicConfig config) {
        if (!(request instanceof Append append)) return Optional.empty();
        ByteBuffer batch = append.batch();
        if (batch.remaining() > config.maxMessageBytes()) return tooLarge(batch, config);
        return refuse(BatchCheck.forwarded(batch, batch.position(), batch.limit()));
    }

    private static Optional<Refusal> tooLarge(ByteBuffer batch, TopicConfig config) {
        return Optional.of(Refusals.tooLarge(batch.remaining(), config.maxMessageBytes()));
    }

    private static Optional<Refusal> refuse(BatchVerdict verdict) {
        return verdict instanceof BatchVerdict.Invalid invalid
                ? Optional.of(Refusals.invalidBatch(invalid))
                : Optional.empty();
    }
}
