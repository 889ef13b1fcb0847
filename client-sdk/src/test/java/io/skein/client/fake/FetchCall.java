package io.skein.client.fake;

import com.google.protobuf.ByteString;
import io.skein.protocol.Framed;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.CaughtUp;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.FetchPosition;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.FetchedBatches;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.records.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.TreeMap;

/** The node's end of a Fetch stream: one batch in each answer. */
final class FetchCall {
    private final FakeCluster cluster;
    private final FakeStream<FetchRequest, Framed<FetchResponse>> stream;
    private final TreeMap<String, Reader> readers = new TreeMap<>();
    private long credit;
    private boolean granted;

    private static final class Reader {
        final FakeTopic topic;
        final FetchPosition asked;
        long next;
        boolean toldCaughtUp;

        Reader(FakeTopic topic, FetchPosition asked) {
            this.topic = topic;
            this.asked = asked;
            this.next = asked.getOffset();
        }
    }

    FetchCall(FakeCluster cluster, FakeStream<FetchRequest, Framed<FetchResponse>> stream) {
        this.cluster = cluster;
        this.stream = stream;
        cluster.fetches.add(this);
    }

    void take(FetchRequest request) {
        switch (request.getActionCase()) {
            case POSITION -> position(request.getPosition());
            case REMOVAL -> {
                ByteString id = request.getRemoval().getTopicId();
                readers.remove(key(id, request.getRemoval().getPartition()));
            }
            case CREDIT -> {
                credit += request.getCredit().getBytes();
                if (granted) cluster.creditRenewed += request.getCredit().getBytes();
                granted = true;
            }
            case HEARTBEAT, ACTION_NOT_SET -> {}
        }
        push();
    }

    private static String key(ByteString topic, int partition) {
        return topic.toStringUtf8() + partition;
    }

    private void position(FetchPosition asked) {
        cluster.leaderOnly.add(asked.getLeaderOnly());
        cluster.lastEpochs.add(asked.hasLastEpoch() ? asked.getLastEpoch() : -1);
        for (FakeTopic topic : cluster.topics.values()) {
            if (!Wire.bytes(topic.id).equals(asked.getTopicId())) continue;
            readers.put(key(asked.getTopicId(), asked.getPartition()), new Reader(topic, asked));
        }
    }

    /** Sends what may be sent. */
    void push() {
        if (stream.isOver() || cluster.silent) return;
        new TreeMap<>(readers).forEach(this::push);
    }

    private void push(String key, Reader reader) {
        int partition = reader.asked.getPartition();
        long start = reader.topic.starts.get(partition);
        if (reader.next < start || reader.next > reader.topic.end(partition)) {
            readers.remove(key);
            Refusal why =
                    Refusal.newBuilder()
                            .setReason(RefusalReason.REFUSAL_REASON_OFFSET_OUT_OF_RANGE)
                            .setCertainty(Certainty.CERTAINTY_DEFINITE)
                            .build();
            stream.answer(Framed.of(head(reader).setRefused(why).build()));
            return;
        }
        for (ByteBuffer batch : new ArrayList<>(reader.topic.logs.get(partition))) {
            if (Batch.nextOffset(batch, 0) <= reader.next || credit <= 0) continue;
            reader.next = Batch.nextOffset(batch, 0);
            reader.toldCaughtUp = false;
            credit -= batch.limit();
            FetchedBatches event = FetchedBatches.newBuilder().setNextOffset(reader.next).build();
            ByteBuffer copy = ByteBuffer.allocate(batch.limit()).put(batch.duplicate()).flip();
            stream.answer(Framed.of(head(reader).setFetched(event).build(), copy));
        }
        if (reader.next == reader.topic.end(partition) && !reader.toldCaughtUp) {
            reader.toldCaughtUp = true;
            CaughtUp event = CaughtUp.getDefaultInstance();
            stream.answer(Framed.of(head(reader).setCaughtUp(event).build()));
        }
    }

    private static FetchResponse.Builder head(Reader reader) {
        int partition = reader.asked.getPartition();
        return FetchResponse.newBuilder()
                .setTopicId(reader.asked.getTopicId())
                .setPartition(partition)
                .setPositionId(reader.asked.getPositionId())
                .setLogStartOffset(reader.topic.starts.get(partition))
                .setHighWatermark(reader.topic.end(partition));
    }
}
