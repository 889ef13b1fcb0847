package io.skein.scenarios.client;

import com.google.protobuf.ByteString;
import io.skein.client.wire.Ending;
import io.skein.foundation.Uuid;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.AlterTopicConfigRequest;
import io.skein.protocol.v1.ConfigEntry;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.DeleteTopicRequest;
import io.skein.protocol.v1.DescribeTopicRequest;
import io.skein.protocol.v1.DescribeTopicResponse;
import io.skein.protocol.v1.RefusalReason;
import io.skein.scenarios.history.Chronicle;
import io.skein.scenarios.history.TopicBook;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import io.skein.scenarios.history.ops.Answer;
import io.skein.scenarios.history.ops.Op.Deed;
import io.skein.scenarios.history.ops.Outcomes;
import io.skein.scenarios.history.ops.Outcomes.Attempt;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The only one who creates, changes and deletes topics, one request at a time. Some names are kept
 * for good, the others come and go. Partitions are added, and moved, by the {@link Mover}.
 */
final class TopicKeeper implements Actor {
    private static final int KEPT = 2;
    private static final int PASSING = 4;
    private static final int PARTITIONS_MAX = 3;
    private static final String SEGMENT_BYTES = "segment.bytes";

    private final Seat seat;
    private final Asking asking;
    private final TopicBook book;
    private final Chronicle chronicle;
    private final int process;
    private final Consumer<CreateTopicRequest.Builder> shape;
    private final long paceNanos;

    /** {@code shape} says how many replicas the next topic has, and its settings. */
    TopicKeeper(Seat seat, Consumer<CreateTopicRequest.Builder> shape) {
        this.shape = shape;
        this.seat = seat;
        this.asking = new Asking(seat);
        this.book = seat.stage().topics();
        this.chronicle = seat.stage().ledger().chronicle();
        this.process = chronicle.newProcess();
        this.paceNanos = seat.gen().between(50, 1_000) * Seat.MILLI;
    }

    static boolean isKept(String name) {
        return name.startsWith("kept");
    }

    @Override
    public void start() {
        seat.soon(10 * Seat.MILLI, this::step);
    }

    @Override
    public boolean isIdle() {
        return !asking.isOpen();
    }

    private void step() {
        if (!asking.isOpen() && !seat.stage().isQuiet()) act();
        seat.soon(book.topics().isEmpty() ? 10 * Seat.MILLI : paceNanos, this::step);
    }

    private void act() {
        for (int i = 0; i < KEPT; i++) {
            String name = "kept-" + i;
            if (book.topic(name).isEmpty()) {
                if (seat.gen().flag()) create(name);
                else describe(name);
                return;
            }
        }
        String name = "passing-" + seat.gen().between(0, PASSING - 1);
        switch (seat.gen().weighted(4, 3, 2, 2, 1)) {
            case 0 -> create(name);
            case 1 -> delete(name);
            case 2 -> describe(name);
            case 3 -> alter(seat.gen().flag() ? name : "kept-0");
            case 4 -> describe("kept-" + seat.gen().between(0, KEPT - 1));
            default -> throw new IllegalStateException("no such act");
        }
    }

    private void create(String name) {
        int partitions = seat.gen().between(1, PARTITIONS_MAX);
        boolean again = book.everDeleted(name);
        book.creating(name, partitions);
        Chronicle.OnTopic asked = chronicle.asks(process, Deed.CREATE, name);
        CreateTopicRequest.Builder request =
                CreateTopicRequest.newBuilder().setName(name).setPartitions(partitions);
        shape.accept(request);
        asking.call(
                SkeinMethods.CREATE_TOPIC,
                request.build(),
                answer -> {
                    chronicle.answered(asked, Answer.OK, id(answer.getTopicId()));
                    book.created(name, id(answer.getTopicId()), answer.getPartitions());
                    if (again) seat.stage().reached("topic recreated");
                },
                ending -> {
                    chronicle.answered(asked, Outcomes.of(ending, Attempt.SENT), Uuid.ZERO);
                    if (Refusals.isFor(ending, RefusalReason.REFUSAL_REASON_TOPIC_EXISTS)) {
                        book.existsAlready(name);
                    } else if (!Refusals.isDefinite(ending)) {
                        book.creationUnknown(name);
                        seat.stage().reached("creation of unknown outcome");
                    }
                });
    }

    private static Uuid id(ByteString bytes) {
        return Wire.uuid(bytes)
                .orElseThrow(() -> new Violation("error-lie", "a topic id has 16 bytes"));
    }

    private void delete(String name) {
        DeleteTopicRequest request = DeleteTopicRequest.newBuilder().setName(name).build();
        Chronicle.OnTopic asked = chronicle.asks(process, Deed.DELETE, name);
        asking.call(
                SkeinMethods.DELETE_TOPIC,
                request,
                answer -> {
                    chronicle.answered(asked, Answer.OK, id(answer.getTopicId()));
                    book.deleted(name, id(answer.getTopicId()));
                    seat.stage().reached("topic deleted");
                },
                ending -> {
                    chronicle.answered(asked, Outcomes.of(ending, Attempt.SENT), Uuid.ZERO);
                    if (isUnknownTopic(ending)) {
                        book.isMissing(name);
                    } else if (!Refusals.isDefinite(ending)) {
                        book.deletionUnknown(name);
                        seat.stage().reached("deletion of unknown outcome");
                    }
                });
    }

    private static boolean isUnknownTopic(Ending ending) {
        return Refusals.isFor(ending, RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC);
    }

    private void alter(String name) {
        Optional<Topic> topic = book.topic(name);
        if (topic.isEmpty()) return;
        String value = (1 << seat.gen().between(0, 6)) + "KiB";
        AlterTopicConfigRequest request =
                AlterTopicConfigRequest.newBuilder()
                        .setName(name)
                        .putSet(SEGMENT_BYTES, value)
                        .build();
        asking.call(
                SkeinMethods.ALTER_TOPIC_CONFIG,
                request,
                answer -> book.configured(name, SEGMENT_BYTES, value),
                ending -> {
                    if (!Refusals.isDefinite(ending)) book.configUnknown(name, SEGMENT_BYTES);
                });
    }

    private void describe(String name) {
        asking.call(
                SkeinMethods.DESCRIBE_TOPIC,
                DescribeTopicRequest.newBuilder().setName(name).build(),
                this::described,
                ending -> {
                    if (seat.isAlone() && isUnknownTopic(ending)) book.isMissing(name);
                });
    }

    /** One of several nodes may be behind, and describe what was. */
    private void described(DescribeTopicResponse answer) {
        boolean isNews = book.mayBe(answer.getName(), id(answer.getTopicId()));
        if (seat.isAlone() || isNews) described(book, answer);
    }

    static void described(TopicBook book, DescribeTopicResponse answer) {
        TreeMap<String, String> configs = new TreeMap<>();
        for (ConfigEntry config : answer.getConfigsList()) {
            configs.put(config.getName(), config.getValue());
        }
        book.described(
                answer.getName(), id(answer.getTopicId()), answer.getPartitionsCount(), configs);
    }
}
