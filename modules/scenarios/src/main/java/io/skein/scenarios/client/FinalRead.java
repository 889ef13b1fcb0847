package io.skein.scenarios.client;

import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Stream;
import io.skein.client.wire.StreamHandler;
import io.skein.foundation.PartitionId;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.DescribeTopicRequest;
import io.skein.protocol.v1.DescribeTopicResponse;
import io.skein.protocol.v1.FetchCredit;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.ListTopicsRequest;
import io.skein.protocol.v1.ListTopicsResponse;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicSummary;
import io.skein.scenarios.history.Ledger;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.history.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A fresh reader after all has healed: lists every topic, and reads every partition whole. */
public final class FinalRead {
    private static final long PATIENCE_NANOS = 30 * Seat.SECOND;

    private final Seat seat;
    private final Ways ways;
    private final TreeSet<String> listed = new TreeSet<>();
    private final List<String> toDescribe = new ArrayList<>();
    private final SortedSet<PartitionId> unread = new TreeSet<>();
    private boolean done;

    public FinalRead(Seat seat) {
        this.seat = seat;
        this.ways = new Ways(seat);
    }

    public void start() {
        seat.lane().answer(() -> list(""));
    }

    public boolean isDone() {
        return done;
    }

    private void list(String after) {
        ways.any()
                .call(
                        SkeinMethods.LIST_TOPICS,
                        ListTopicsRequest.newBuilder().setAfter(after).setLimit(3).build(),
                        PATIENCE_NANOS,
                        new CallHandler<>() {
                            @Override
                            public void onAnswer(ListTopicsResponse page) {
                                page.getTopicsList().forEach(topic -> listed.add(topic.getName()));
                                if (page.getMore()) {
                                    TopicSummary last = page.getTopics(page.getTopicsCount() - 1);
                                    list(last.getName());
                                    return;
                                }
                                seat.stage().topics().listed(listed);
                                toDescribe.addAll(listed);
                                describe();
                            }

                            @Override
                            public void onEnd(Ending ending) {
                                again(ending, () -> list(after));
                            }
                        });
    }

    /** Requests of old connections may still arrive, and the node answer late: a few more tries. */
    private void again(Ending ending, Runnable task) {
        seat.tell("tries again: " + ending);
        seat.lane().after(Seat.SECOND, task);
    }

    private void describe() {
        if (toDescribe.isEmpty()) {
            read();
            return;
        }
        String name = toDescribe.removeLast();
        ways.any()
                .call(
                        SkeinMethods.DESCRIBE_TOPIC,
                        DescribeTopicRequest.newBuilder().setName(name).build(),
                        PATIENCE_NANOS,
                        new CallHandler<>() {
                            @Override
                            public void onAnswer(DescribeTopicResponse answer) {
                                TopicKeeper.described(seat.stage().topics(), answer);
                                describe();
                            }

                            @Override
                            public void onEnd(Ending ending) {
                                if (Refusals.isFor(
                                        ending, RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC)) {
                                    seat.stage().topics().isMissing(name);
                                } else {
                                    toDescribe.add(name);
                                }
                                again(ending, FinalRead.this::describe);
                            }
                        });
    }

    private void read() {
        List<PartitionId> all = new ArrayList<>();
        for (Topic topic : seat.stage().topics().topics()) {
            for (int i = 0; i < topic.partitions(); i++) all.add(new PartitionId(topic.id(), i));
        }
        unread.addAll(all);
        if (unread.isEmpty()) done = true;
        else read(all);
    }

    /** Each where it is led. */
    private void read(List<PartitionId> homes) {
        TreeMap<String, List<PartitionId>> byAddress = new TreeMap<>();
        for (PartitionId home : homes) {
            String address = seat.places().leader(home).orElseGet(ways::pick);
            byAddress.computeIfAbsent(address, _ -> new ArrayList<>()).add(home);
        }
        byAddress.forEach((address, here) -> {
            Reading reading = new Reading(here);
            reading.stream = Optional.of(ways.to(address).stream(SkeinMethods.FETCH, reading));
        });
    }

    /** One stream to one node, over what that leads, from the start until each has caught up. */
    private final class Reading implements StreamHandler<Framed<FetchResponse>> {
        private final TreeMap<PartitionId, Track> tracks = new TreeMap<>();
        private Optional<Stream<FetchRequest>> stream = Optional.empty();
        private boolean asked;

        Reading(List<PartitionId> homes) {
            for (PartitionId home : homes) {
                tracks.put(home, new Track(seat.stage().ledger(), home, 0, home.number()));
            }
        }

        @Override
        public void onReady() {
            if (asked) return;
            asked = true;
            for (Track track : tracks.values()) say(track.asks());
            grant(1 << 20);
        }

        private void grant(long bytes) {
            FetchCredit credit = FetchCredit.newBuilder().setBytes(bytes).build();
            say(FetchRequest.newBuilder().setCredit(credit).build());
        }

        private void say(FetchRequest request) {
            stream.ifPresent(open -> open.send(request));
        }

        @Override
        public void onMessage(Framed<FetchResponse> framed) {
            FetchResponse response = framed.message();
            Optional<Track> track =
                    Wire.uuid(response.getTopicId())
                            .map(id -> tracks.get(new PartitionId(id, response.getPartition())));
            if (track.isEmpty()) return;
            switch (response.getEventCase()) {
                case FETCHED -> {
                    track.get().take(response, framed.joined());
                    if (framed.payloadBytes() > 0) grant(framed.payloadBytes());
                }
                case CAUGHT_UP -> caughtUp(track.get(), response);
                case REFUSED -> refused(track.get(), response);
                case HEARTBEAT -> {}
                case EVENT_NOT_SET -> throw new Violation("error-lie", "a reply says nothing");
            }
        }

        private void caughtUp(Track track, FetchResponse response) {
            seat.tell("%s read whole, to %d".formatted(track.home(), track.next()));
            track.told(response.getHighWatermark());
            Ledger ledger = seat.stage().ledger();
            ledger.readWhole(track.home(), track.next());
            ledger.chronicle().readWhole(track.home(), track.next(), track.all());
            leave(track);
        }

        private void refused(Track track, FetchResponse response) {
            seat.tell("%s@%d: %s".formatted(track.home(), track.next(), response.getRefused()));
            if (response.getRefused().getReason() == RefusalReason.REFUSAL_REASON_NOT_LEADER) {
                tracks.remove(track.home());
                seat.lane().after(Seat.SECOND, () -> read(List.of(track.home())));
                return;
            }
            if (response.getRefused().getRetryAfterMillis() > 0) {
                long laterNanos = response.getRefused().getRetryAfterMillis() * Seat.MILLI;
                seat.lane().after(laterNanos, () -> say(track.asks()));
                return;
            }
            boolean gone =
                    response.getRefused().getReason() == RefusalReason.REFUSAL_REASON_UNKNOWN_TOPIC;
            if (!gone || seat.stage().topics().mustExist(track.home().topic())) {
                throw new Violation("lost-partition", track.home() + ": " + response.getRefused());
            }
            leave(track);
        }

        private void leave(Track track) {
            tracks.remove(track.home());
            unread.remove(track.home());
            if (unread.isEmpty()) done = true;
            if (tracks.isEmpty()) stream.ifPresent(open -> open.cancel("all read"));
        }

        @Override
        public void onEnd(Ending ending) {
            List<PartitionId> left = List.copyOf(tracks.keySet());
            if (!left.isEmpty()) again(ending, () -> read(left));
        }
    }
}
