package io.skein.server.rpc;

import com.google.protobuf.ByteString;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.protocol.Wire;
import io.skein.server.door.Refusal;
import io.skein.server.door.Refusal.Why;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.TopicImage;
import io.skein.server.metadata.TopicNames;

/** Reads single fields of requests; each violation names the field. */
final class Fields {
    private static final long METADATA_RETRY_MILLIS = 100;

    private Fields() {}

    static PartitionId partition(ByteString topicId, int number) throws Refused {
        Uuid topic =
                Wire.uuid(topicId)
                        .orElseThrow(
                                () -> invalid("topic_id", topicId.size() + " bytes instead of 16"));
        return new PartitionId(topic, (int) atLeast("partition", 0, number));
    }

    static long atLeast(String field, long least, long value) throws Refused {
        if (value < least) throw invalid(field, value + " is less than " + least);
        return value;
    }

    static long atMost(String field, long most, long value) throws Refused {
        if (value > most) throw invalid(field, value + " is more than " + most);
        return value;
    }

    /** For sizes of answers: 0 means the usual size, and what is too much means the most. */
    static int amount(String field, int value, int usual, int most) throws Refused {
        atLeast(field, 0, value);
        return value == 0 ? usual : Math.min(value, most);
    }

    /** The image, unless there is none yet: then a topic cannot be said not to exist. */
    static MetadataImage ready(MetadataImage image) throws Refused {
        if (image.offset() >= 0) return image;
        throw new Refused(
                Refusal.later(
                        Why.UNAVAILABLE, "this node has no metadata yet", METADATA_RETRY_MILLIS));
    }

    static TopicImage topic(MetadataImage image, String name) throws Refused {
        return ready(image)
                .topic(name)
                .orElseThrow(() ->
                        new Refused(
                                Refusal.definite(
                                        Why.UNKNOWN_TOPIC,
                                        "there is no topic '%s'"
                                                .formatted(TopicNames.printable(name)))));
    }

    static int partition(TopicImage topic, int number) throws Refused {
        int count = topic.partitions().size();
        if (number >= 0 && number < count) return number;
        throw new Refused(
                Refusal.definite(
                        Why.UNKNOWN_PARTITION,
                        "partition: topic '%s' has partitions 0 to %d, not %d"
                                .formatted(topic.name(), count - 1, number)));
    }

    static Refused invalid(String field, String problem) {
        return new Refused(Refusals.invalid(field, problem));
    }
}
