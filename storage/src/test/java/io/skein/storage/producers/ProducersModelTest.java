package io.skein.storage.producers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random producers against the plainest model there is: the list of all batches, searched from its
 * end. Going back is cutting that list.
 */
final class ProducersModelTest {
    private static final int STEPS = 5_000;

    private record Stored(Sent sent, long offset) {}

    private final List<Stored> log = new ArrayList<>();
    private final List<Producers> states = new ArrayList<>(List.of(Producers.NONE));
    private final Map<String, Integer> seen = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void decidesAsTheModel(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(40) == 0) goBack(random.nextInt(log.size() + 1));
            else if (random.nextInt(50) == 0) throughTheFile();
            else send(any(random));
        }
        assertEquals(5, seen.size(), "all verdicts came: " + seen);
        seen.forEach((verdict, times) -> assertTrue(times > 50, verdict + " " + times));
    }

    private void send(Sent sent) {
        SequenceVerdict verdict = sent.check(states.getLast());
        assertEquals(expected(sent), verdict, sent + " at " + end());
        seen.merge(verdict.getClass().getSimpleName(), 1, Integer::sum);
        if (!(verdict instanceof SequenceVerdict.InOrder)) return;
        long offset = end();
        log.add(new Stored(sent, offset));
        states.add(sent.at(states.getLast(), offset, 0));
    }

    private long end() {
        return log.isEmpty() ? 0 : log.getLast().sent().next(log.getLast().offset());
    }

    private SequenceVerdict expected(Sent sent) {
        List<Stored> own = log.stream().filter(each -> each.sent().id() == sent.id()).toList();
        if (own.isEmpty()) {
            boolean isFirst = sent.sequence() == 0;
            return isFirst ? new SequenceVerdict.InOrder() : new SequenceVerdict.UnknownProducer();
        }
        Sent last = own.getLast().sent();
        if (sent.epoch() < last.epoch()) return new SequenceVerdict.OldEpoch(last.epoch());
        for (int back = 1; back <= Math.min(5, own.size()); back++) {
            Stored each = own.get(own.size() - back);
            if (each.sent().equals(sent)) {
                return new SequenceVerdict.Duplicate(each.offset(), sent.next(each.offset()));
            }
        }
        long next = (0L + last.sequence() + last.records()) % (1L << 31);
        int wanted = sent.epoch() > last.epoch() ? 0 : (int) next;
        return sent.sequence() == wanted
                ? new SequenceVerdict.InOrder()
                : new SequenceVerdict.OutOfOrder(wanted, sent.sequence());
    }

    private void goBack(int batches) {
        while (log.size() > batches) {
            log.removeLast();
            states.removeLast();
        }
    }

    private void throughTheFile() {
        Producers last = states.removeLast();
        byte[] file = ProducerSnapshot.write(last);
        assertEquals(Optional.of(last), ProducerSnapshot.read(file, end()));
        states.add(ProducerSnapshot.read(file, end()).orElseThrow());
    }

    /** Mostly what a well-behaved producer would send, or send again. */
    private Sent any(Random random) {
        long id = random.nextInt(6);
        List<Stored> own = log.stream().filter(each -> each.sent().id() == id).toList();
        int records = 1 + random.nextInt(4);
        if (own.isEmpty()) return new Sent(id, random.nextInt(2), random.nextInt(2), records);
        Sent last = own.getLast().sent();
        int next = (last.sequence() + last.records()) & Integer.MAX_VALUE;
        return switch (random.nextInt(8)) {
            case 0 -> own.get(random.nextInt(own.size())).sent();
            case 1 -> own.get(Math.max(0, own.size() - 1 - random.nextInt(7))).sent();
            case 2 -> new Sent(id, last.epoch(), random.nextInt(20), records);
            case 3 -> new Sent(id, last.epoch() + random.nextInt(2), 0, records);
            case 4 -> new Sent(id, Math.max(0, last.epoch() - 1), next, records);
            default -> new Sent(id, last.epoch(), next, records);
        };
    }
}
