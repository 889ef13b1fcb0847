package io.skein.scenarios.client;

import io.skein.foundation.PartitionId;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.InitProducerRequest;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** Numbers its batches, and sends again whatever it does not know to be stored. */
public final class NumberingProducer implements Actor {
    private static final int LINES_MAX = 4;
    private static final double NEW_ID = 0.05;

    private final Seat seat;
    private final Ways ways;
    private final Asking asking;
    private final long paceNanos;
    private final TreeMap<PartitionId, NumberedLine> lines = new TreeMap<>();

    /** Those that can be forgotten once they are idle. */
    private final List<NumberedLine> former = new ArrayList<>();

    private final TreeSet<Long> ids = new TreeSet<>();
    private OptionalLong id = OptionalLong.empty();

    public NumberingProducer(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
        this.asking = new Asking(seat);
        this.paceNanos = seat.gen().between(20, 300) * Seat.MILLI;
    }

    @Override
    public void start() {
        seat.soon(paceNanos, this::step);
    }

    @Override
    public boolean isIdle() {
        boolean isAllIdle = lines.values().stream().allMatch(NumberedLine::isIdle);
        return isAllIdle && former.stream().allMatch(NumberedLine::isIdle) && !asking.isOpen();
    }

    private void step() {
        boolean isEnding = seat.stage().isQuiet();
        if (!isEnding) more();
        former.forEach(line -> line.step(true));
        former.removeIf(NumberedLine::isIdle);
        lines.values().forEach(line -> line.step(isEnding));
        seat.soon(paceNanos, this::step);
    }

    private void more() {
        if (id.isEmpty() || (former.isEmpty() && seat.gen().chance(NEW_ID))) {
            if (!asking.isOpen()) askForId();
        }
        List<Topic> topics = seat.stage().topics().topics();
        // What is over stays: under this id nothing may begin there anew.
        long alive = lines.values().stream().filter(line -> !line.isOver()).count();
        if (id.isEmpty() || topics.isEmpty() || alive >= LINES_MAX) return;
        Topic topic = seat.gen().pick(topics);
        int partition = seat.gen().between(0, topic.partitions() - 1);
        PartitionId home = new PartitionId(topic.id(), partition);
        lines.computeIfAbsent(home, of -> new NumberedLine(seat, ways, id.getAsLong(), of));
    }

    private void askForId() {
        asking.call(
                SkeinMethods.INIT_PRODUCER,
                InitProducerRequest.getDefaultInstance(),
                answer -> {
                    if (!ids.add(answer.getProducerId())) {
                        throw new Violation("I1 one id for two", "id " + answer.getProducerId());
                    }
                    id = OptionalLong.of(answer.getProducerId());
                    former.addAll(lines.values());
                    lines.clear();
                    seat.stage().reached("a producer has an id");
                },
                _ -> seat.stage().reached("a producer has no id yet"));
    }
}
