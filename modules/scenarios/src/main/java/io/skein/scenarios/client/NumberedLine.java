package io.skein.scenarios.client;

import io.skein.client.wire.Ending;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.PartitionId;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Acks;
import io.skein.protocol.v1.Appended;
import io.skein.protocol.v1.Durability;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.ProducerStamp;
import io.skein.scenarios.client.Numbered.Kind;
import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.Violation;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The numbered batches of one producer for one partition: what it does not know to be stored it
 * sends again, to whoever leads by then, until it knows. Owned by the client's lane.
 */
final class NumberedLine {
    /** As many as a node remembers. */
    private static final int WINDOW_MAX = 5;

    private static final int COUNT_MAX = 4;

    private final Seat seat;
    private final Ways ways;
    private final long producer;
    private final PartitionId home;
    private final int process;
    private final ArrayDeque<Numbered> window = new ArrayDeque<>();

    /** The first records of batches that were sent and may be stored. */
    private final TreeSet<Long> doubtful = new TreeSet<>();

    private Optional<Numbered> last = Optional.empty();
    private long lastOffset;
    private int epoch;
    private int lastEpoch;
    private int next;
    private String asked = "";
    private boolean isUnderWay;
    private boolean isOver;

    NumberedLine(Seat seat, Ways ways, long producer, PartitionId home) {
        this.seat = seat;
        this.ways = ways;
        this.producer = producer;
        this.home = home;
        this.process = ledger(seat).chronicle().newProcess();
    }

    private static Ledger ledger(Seat seat) {
        return seat.stage().ledger();
    }

    boolean isIdle() {
        return window.isEmpty() && !isUnderWay;
    }

    /** Nothing more can come of it. */
    boolean isOver() {
        return isOver;
    }

    /** Sends what is not known to be stored, with something more if nothing ends. */
    void step(boolean isEnding) {
        if (isUnderWay || isOver) return;
        if (window.isEmpty() && !isEnding) begin();
        if (window.isEmpty()) return;
        asked = ways.near(home);
        new Round();
    }

    private void begin() {
        if (last.isPresent() && seat.gen().chance(0.1)) {
            window.add(trial());
            return;
        }
        if (next > 0 && seat.gen().chance(0.05)) newEpoch();
        int batches = seat.gen().between(1, WINDOW_MAX);
        for (int i = 0; i < batches; i++) {
            Numbered one = make(Kind.STORE, epoch, next);
            next = one.next();
            window.add(one);
        }
    }

    private void newEpoch() {
        epoch++;
        next = 0;
    }

    /** Something that must not be taken, or not once more. */
    private Numbered trial() {
        int drawn = seat.gen().between(0, 2);
        if (drawn == 0 && lastEpoch == epoch && epoch > 0) {
            return make(Kind.OLD_EPOCH, epoch - 1, seat.gen().between(0, 9));
        }
        if (drawn == 1 && lastEpoch == epoch) return make(Kind.GAP, epoch, next + 1);
        Numbered stored = last.orElseThrow();
        return new Numbered(
                Kind.AGAIN, stored.first(), stored.count(), stored.next(), stored.bytes());
    }

    private Numbered make(Kind what, int ofEpoch, int sequence) {
        int count = seat.gen().between(1, COUNT_MAX);
        long first = ledger(seat).begin(process, home, count);
        ProducerStamp stamp = new ProducerStamp(producer, (short) ofEpoch, sequence);
        return new Numbered(
                what,
                first,
                count,
                sequence + count,
                Batches.builder(home, first, count, seat.gen()).finish(stamp));
    }

    /** One stream, on which all that waits is sent once, in order. */
    private final class Round implements StreamHandler<ProduceResponse> {
        private final ArrayDeque<Numbered> unsent = new ArrayDeque<>(window);
        private final ArrayDeque<Numbered> pending = new ArrayDeque<>();
        private final Stream<Framed<ProduceRequest>> stream;

        Round() {
            isUnderWay = true;
            stream = ways.to(asked).stream(SkeinMethods.PRODUCE, this);
            seat.lane()
                    .after(
                            seat.gen().between(2, 10) * Seat.SECOND,
                            () -> stream.cancel("no answer for too long"));
            onReady();
        }

        @Override
        public void onReady() {
            while (stream.ready() && !unsent.isEmpty()) {
                Numbered one = unsent.remove();
                pending.add(one);
                ProduceRequest head =
                        ProduceRequest.newBuilder()
                                .setTopicId(Wire.bytes(home.topic()))
                                .setPartition(home.number())
                                .setAcks(Acks.ACKS_ALL)
                                .build();
                stream.send(Framed.of(head, one.copy()));
            }
        }

        @Override
        public void onMessage(ProduceResponse response) {
            Numbered one = pending.remove();
            if (!isOver) {
                switch (response.getResultCase()) {
                    case APPENDED -> appended(one, response.getAppended());
                    case REFUSED -> refused(one, response.getRefused());
                    case RESULT_NOT_SET -> throw new Violation("error-lie", "nothing is said");
                }
            }
            if (pending.isEmpty() && unsent.isEmpty()) stream.cancel("all is answered");
        }

        @Override
        public void onEnd(Ending ending) {
            if (!isOver) pending.forEach(NumberedLine.this::lost);
            isUnderWay = false;
        }
    }

    private void appended(Numbered one, Appended appended) {
        boolean isDurable =
                appended.getDurability() == Durability.DURABILITY_IN_SYNC_DISKS || seat.isAlone();
        if (!isDurable) throw new Violation("error-lie", "all was asked for: " + appended);
        switch (one.what()) {
            case STORE -> stored(one, appended.getBaseOffset());
            case AGAIN -> {
                window.remove();
                seat.stage().reached("a batch that is stored is taken for that");
                if (appended.getBaseOffset() != lastOffset) {
                    throw new Violation(
                            "I2 another offset",
                            "%s: %d, before %d"
                                    .formatted(home, appended.getBaseOffset(), lastOffset));
                }
            }
            case GAP -> throw new Violation("I1 a gap", home + " at " + appended.getBaseOffset());
            case OLD_EPOCH ->
                    throw new Violation("I3 an old epoch", home + " epoch " + (epoch - 1));
        }
    }

    private void stored(Numbered one, long offset) {
        // Those before it must be stored too, though what came of them was not told yet.
        for (Numbered earlier : window) {
            if (earlier.equals(one)) break;
            if (!doubtful.contains(earlier.first())) {
                throw new Violation("I1 a gap", home + " at " + offset);
            }
        }
        window.remove(one);
        if (doubtful.remove(one.first())) seat.stage().reached("sent again, and stored");
        seat.tell("%s stored to %d of %d at %d".formatted(home, one.next(), producer, offset));
        ledger(seat).stored(one.first(), one.count(), offset);
        if (!window.isEmpty()) return;
        last = Optional.of(one);
        lastOffset = offset;
        lastEpoch = epoch;
    }

    private void refused(Numbered one, Refusal refusal) {
        seat.stage().reached("numbered: " + refusal.getReason());
        switch (one.what()) {
            case STORE -> notStored(one, refusal);
            case AGAIN -> window.remove();
            case GAP, OLD_EPOCH -> {
                if (!Refusals.isDefinite(refusal) && !isOfNumbers(refusal)) {
                    lost(one);
                } else {
                    window.remove();
                    ledger(seat).refused(one.first(), one.count(), refusal.getMessage());
                }
            }
        }
        if (refusal.getReason() == RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC) giveUp(refusal);
    }

    private void notStored(Numbered one, Refusal refusal) {
        // Whatever came before the first of them is stored for good; who leads no more, and has not
        // heard so, may know nothing of it.
        boolean isCurrent = isOfNumbers(refusal) && ways.isCurrent(asked, home);
        if (isCurrent && one.equals(window.peek())) {
            throw new Violation("I4 a producer is forgotten", home + ": " + refusal.getMessage());
        }
        if (!Refusals.isDefinite(refusal)) doubtful.add(one.first());
    }

    private static boolean isOfNumbers(Refusal refusal) {
        return switch (refusal.getReason()) {
            case REFUSAL_REASON_OUT_OF_ORDER_SEQUENCE,
                    REFUSAL_REASON_OLD_PRODUCER_EPOCH,
                    REFUSAL_REASON_UNKNOWN_PRODUCER ->
                    true;
            default -> false;
        };
    }

    /** The stream has ended before the answer. */
    private void lost(Numbered one) {
        switch (one.what()) {
            case STORE -> doubtful.add(one.first());
            case AGAIN -> window.remove();
            case GAP, OLD_EPOCH -> {
                window.remove();
                ledger(seat).unknown(one.first(), one.count());
                // It may be on its way yet, and comes next as soon as the one before it is stored.
                newEpoch();
            }
        }
    }

    private void giveUp(Refusal refusal) {
        isOver = true;
        for (Numbered each : window) {
            if (each.what() == Kind.AGAIN) continue;
            boolean isDoubtful = doubtful.contains(each.first());
            if (isDoubtful) ledger(seat).unknown(each.first(), each.count());
            else ledger(seat).refused(each.first(), each.count(), refusal.getMessage());
        }
        window.clear();
    }
}
