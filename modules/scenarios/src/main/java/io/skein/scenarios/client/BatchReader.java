package io.skein.scenarios.client;

import io.skein.client.wire.Ending;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.PartitionId;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.FetchCredit;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.RefusalReason;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads on Fetch streams, from the start or from somewhere in between, for a while each. */
final class BatchReader implements Actor {
    private static final int POSITIONS_MAX = 4;

    private final Seat seat;
    private final Ways ways;
    private Optional<Attempt> attempt = Optional.empty();

    BatchReader(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
    }

    @Override
    public void start() {
        seat.soon(100 * Seat.MILLI, this::step);
    }

    @Override
    public boolean isIdle() {
        return attempt.isEmpty();
    }

    private void step() {
        List<Topic> topics = seat.stage().topics().topics();
        if (attempt.isPresent()) {
            attempt.get().stream.cancel("read enough");
        } else if (!seat.stage().isQuiet() && !topics.isEmpty()) {
            attempt = Optional.of(new Attempt(topics));
        }
        seat.soon(Seat.SECOND, this::step);
    }

    /** One stream, from its opening to its end. */
    private final class Attempt implements StreamHandler<Framed<FetchResponse>> {
        private final TreeMap<PartitionId, Track> tracks = new TreeMap<>();
        private final String address = ways.pick();
        private final Stream<FetchRequest> stream;
        private boolean asked;

        Attempt(List<Topic> topics) {
            stream = ways.to(address).stream(SkeinMethods.FETCH, this);
            int positions = seat.gen().between(1, POSITIONS_MAX);
            for (int i = 0; i < positions; i++) {
                Topic topic = seat.gen().pick(topics);
                int partition = seat.gen().between(0, topic.partitions() - 1);
                PartitionId home = new PartitionId(topic.id(), partition);
                if (ways.isFor(address, home)) track(home, i);
            }
        }

        private void track(PartitionId home, int id) {
            long reach = seat.stage().ledger().highWatermark(home);
            long from = seat.gen().flag() ? 0 : seat.gen().between(0, reach);
            tracks.put(home, new Track(seat.stage().ledger(), home, from, id));
        }

        @Override
        public void onReady() {
            if (asked) return;
            asked = true;
            for (Track track : tracks.values()) stream.send(track.asks());
            grant(seat.gen().pick(1 << 20, 64 << 10, 100));
        }

        private void grant(long bytes) {
            FetchCredit credit = FetchCredit.newBuilder().setBytes(bytes).build();
            stream.send(FetchRequest.newBuilder().setCredit(credit).build());
        }

        @Override
        public void onMessage(Framed<FetchResponse> framed) {
            FetchResponse response = framed.message();
            Optional<Track> track = find(response);
            switch (response.getEventCase()) {
                case FETCHED -> {
                    track.orElseThrow().take(response, framed.joined());
                    seat.tell(
                            "%s read to %d at %s"
                                    .formatted(track.get().home(), track.get().next(), address));
                    if (framed.payloadBytes() > 0) grant(framed.payloadBytes());
                }
                case CAUGHT_UP -> {
                    if (isCurrent(track.orElseThrow())) {
                        track.get().told(response.getHighWatermark());
                    }
                    seat.stage().reached("reader caught up");
                }
                case REFUSED -> refused(track.orElseThrow(), response);
                case HEARTBEAT -> {}
                case EVENT_NOT_SET -> throw new Violation("error-lie", "a reply says nothing");
            }
        }

        private boolean isCurrent(Track track) {
            return ways.isCurrent(address, track.home());
        }

        private Optional<Track> find(FetchResponse response) {
            return Wire.uuid(response.getTopicId())
                    .map(topic -> tracks.get(new PartitionId(topic, response.getPartition())));
        }

        private void refused(Track track, FetchResponse response) {
            RefusalReason reason = response.getRefused().getReason();
            seat.stage().reached("refused: " + reason);
            boolean kept = seat.stage().topics().mustExist(track.home().topic());
            boolean isOut = reason == RefusalReason.REFUSAL_REASON_OFFSET_OUT_OF_RANGE;
            if (isOut && kept && isCurrent(track)) {
                throw new Violation(
                        "hw-regression",
                        "%s: %d is out of range, and was known before"
                                .formatted(track.home(), track.next()));
            }
            tracks.remove(track.home());
        }

        @Override
        public void onEnd(Ending ending) {
            seat.tell("stream ended, " + ending);
            attempt = Optional.empty();
        }
    }
}
