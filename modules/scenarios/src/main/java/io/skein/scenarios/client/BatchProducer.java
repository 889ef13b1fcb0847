package io.skein.scenarios.client;

import io.skein.client.wire.Ending;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.Check;
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
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Sends batches on Produce streams, pipelined, some of them spoilt on purpose. */
final class BatchProducer implements Actor {
    private static final int BURST_MAX = 4;
    private static final int COUNT_MAX = 6;
    private static final int IN_FLIGHT_MAX = 16;
    private static final double SPOILT = 0.02;

    private final Seat seat;
    private final Ways ways;
    private final long paceNanos;
    private final long patienceNanos;
    private final TreeMap<String, Attempt> attempts = new TreeMap<>();
    private int open;

    BatchProducer(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
        this.paceNanos = seat.gen().between(10, 300) * Seat.MILLI;
        this.patienceNanos = seat.gen().between(5, 20) * Seat.SECOND;
    }

    /** A batch that waits for its answer. */
    private record Pending(PartitionId home, long first, int count, Acks acks, boolean spoilt) {}

    @Override
    public void start() {
        seat.soon(paceNanos, this::step);
    }

    @Override
    public boolean isIdle() {
        return open == 0;
    }

    private void step() {
        if (!seat.stage().isQuiet()) {
            String address = ways.pick();
            Optional<Attempt> standing = Optional.ofNullable(attempts.get(address));
            if (standing.isEmpty()) attempts.put(address, new Attempt(address));
            else standing.get().burst();
        }
        seat.soon(paceNanos, this::step);
    }

    /** One stream, from its opening to its end. */
    private final class Attempt implements StreamHandler<ProduceResponse> {
        private final ArrayDeque<Pending> pending = new ArrayDeque<>();
        private final String address;
        private final int process = seat.stage().ledger().chronicle().newProcess();
        private final Stream<Framed<ProduceRequest>> stream;
        private long answers;

        Attempt(String address) {
            this.address = address;
            stream = ways.to(address).stream(SkeinMethods.PRODUCE, this);
            watch(-1);
        }

        /** Gives up when nothing was answered for too long. */
        private void watch(long before) {
            if (attempts.get(address) != this && before >= 0) return;
            if (before == answers && !pending.isEmpty()) {
                stream.cancel("no answer for too long");
                return;
            }
            seat.lane().after(patienceNanos, () -> watch(answers));
        }

        void burst() {
            List<Topic> topics = seat.stage().topics().topics();
            int batches = seat.gen().between(1, BURST_MAX);
            for (int i = 0; i < batches && !topics.isEmpty() && maySend(); i++) {
                send(seat.gen().pick(topics));
            }
        }

        private boolean maySend() {
            return stream.ready() && pending.size() < IN_FLIGHT_MAX;
        }

        private void send(Topic topic) {
            int partition = seat.gen().between(0, topic.partitions() - 1);
            PartitionId home = new PartitionId(topic.id(), partition);
            if (!ways.isFor(address, home)) return;
            int count = seat.gen().between(1, COUNT_MAX);
            long first = seat.stage().ledger().begin(process, home, count);
            ByteBuffer batch = Batches.of(home, first, count, seat.gen());
            boolean spoilt = seat.gen().chance(SPOILT);
            if (spoilt) Batches.spoil(batch, seat.gen());
            Acks acks = seat.gen().pick(Acks.ACKS_ALL, Acks.ACKS_LEADER, Acks.ACKS_NONE);
            pending.add(new Pending(home, first, count, acks, spoilt));
            open++;
            ProduceRequest head =
                    ProduceRequest.newBuilder()
                            .setTopicId(Wire.bytes(topic.id()))
                            .setPartition(partition)
                            .setAcks(acks)
                            .build();
            stream.send(Framed.of(head, batch));
        }

        @Override
        public void onReady() {
            if (!seat.stage().isQuiet() && seat.gen().chance(0.2)) burst();
        }

        @Override
        public void onMessage(ProduceResponse response) {
            Check.that(!pending.isEmpty(), "every answer has its request");
            answers++;
            Pending answered = pending.remove();
            open--;
            switch (response.getResultCase()) {
                case APPENDED -> appended(answered, response.getAppended());
                case REFUSED -> refused(answered, response.getRefused());
                case RESULT_NOT_SET -> throw new Violation("error-lie", "an answer says nothing");
            }
        }

        @Override
        public void onEnd(Ending ending) {
            seat.tell("stream ended, %d pending, %s".formatted(pending.size(), ending));
            for (Pending lost : pending) {
                seat.stage().ledger().unknown(lost.first(), lost.count());
                seat.stage().reached("unknown outcome");
            }
            open -= pending.size();
            pending.clear();
            attempts.remove(address, this);
        }
    }

    private void appended(Pending answered, Appended appended) {
        if (answered.spoilt()) {
            throw new Violation(
                    "corrupt-taken", "a batch with a wrong bit was stored: " + answered);
        }
        boolean durable =
                switch (appended.getDurability()) {
                    case DURABILITY_IN_SYNC_DISKS -> true;
                    // What one of several disks holds may be lost when another one leads.
                    case DURABILITY_LEADER_DISK -> seat.isAlone();
                    case DURABILITY_ACCEPTED, DURABILITY_UNSPECIFIED, UNRECOGNIZED -> false;
                };
        if (durable) {
            seat.tell("%s stored at %d".formatted(answered.home(), appended.getBaseOffset()));
            seat.stage()
                    .ledger()
                    .stored(answered.first(), answered.count(), appended.getBaseOffset());
        } else if (isAsAsked(answered.acks(), appended.getDurability())) {
            seat.stage().ledger().accepted(answered.first(), answered.count());
            seat.stage().reached("accepted without a promise");
        } else {
            throw new Violation(
                    "error-lie",
                    answered.acks() + " was answered with " + appended.getDurability());
        }
        Check.that(appended.getDurability() != Durability.UNRECOGNIZED, "we know all durabilities");
    }

    /** Whether no more was asked for than this, which promises nothing. */
    private static boolean isAsAsked(Acks acks, Durability told) {
        return acks == Acks.ACKS_NONE
                || (acks == Acks.ACKS_LEADER && told == Durability.DURABILITY_LEADER_DISK);
    }

    private void refused(Pending answered, Refusal refusal) {
        seat.tell("refused " + refusal.getReason() + " " + refusal.getMessage());
        if (Refusals.isDefinite(refusal)) {
            seat.stage().ledger().refused(answered.first(), answered.count(), refusal.getMessage());
            seat.stage().reached("refused: " + refusal.getReason());
            return;
        }
        seat.stage().ledger().unknown(answered.first(), answered.count());
        seat.stage().reached("unknown outcome, said by the node");
    }
}
