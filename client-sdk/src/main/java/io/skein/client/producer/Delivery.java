package io.skein.client.producer;

import io.skein.client.SkeinException;
import io.skein.client.UnknownOutcomeException;
import java.util.Optional;

/** What became of a record: one of three, and nothing else. */
public sealed interface Delivery {
    /** Where it is; throws what {@link #error} holds if it is not stored, or nobody knows. */
    RecordMetadata orThrow();

    /** Empty if it is stored. */
    Optional<SkeinException> error();

    /** It is in the log. */
    record Stored(RecordMetadata metadata) implements Delivery {
        @Override
        public RecordMetadata orThrow() {
            return metadata;
        }

        @Override
        public Optional<SkeinException> error() {
            return Optional.empty();
        }
    }

    /** It is not in the log and never will be: to send it again is safe. */
    record Failed(SkeinException why) implements Delivery {
        @Override
        public RecordMetadata orThrow() {
            throw why;
        }

        @Override
        public Optional<SkeinException> error() {
            return Optional.of(why);
        }
    }

    /** It may or may not be in the log: to send it again may store it twice. */
    record Unknown(UnknownOutcomeException why) implements Delivery {
        @Override
        public RecordMetadata orThrow() {
            throw why;
        }

        @Override
        public Optional<SkeinException> error() {
            return Optional.of(why);
        }
    }
}
