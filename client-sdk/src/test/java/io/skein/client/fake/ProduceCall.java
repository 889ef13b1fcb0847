package io.skein.client.fake;

import io.skein.protocol.Framed;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Appended;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.records.Batch;
import io.skein.records.BatchCheck;
import io.skein.records.DecompressionBound;
import java.nio.ByteBuffer;

/** The node's end of a Produce stream. */
final class ProduceCall {
    private final FakeCluster cluster;
    private final FakeStream<Framed<ProduceRequest>, ProduceResponse> stream;

    ProduceCall(FakeCluster cluster, FakeStream<Framed<ProduceRequest>, ProduceResponse> stream) {
        this.cluster = cluster;
        this.stream = stream;
    }

    void take(Framed<ProduceRequest> request) {
        ByteBuffer batch = request.joined();
        if (!BatchCheck.produced(batch, 0, batch.limit(), DecompressionBound.DEFAULT).isValid()) {
            throw new AssertionError("the client sent a batch that is not one");
        }
        cluster.runs.add(request.message().getRun());
        cluster.leaderOnly.add(request.message().getLeaderOnly());
        cluster.batchCounts.add(Batch.count(batch, 0));
        ProduceResponse answer = answer(request.message(), batch);
        if (cluster.holdingAnswers) cluster.held.add(() -> stream.answer(answer));
        else stream.answer(answer);
    }

    private ProduceResponse answer(ProduceRequest request, ByteBuffer batch) {
        if (!cluster.refusals.isEmpty()) {
            return ProduceResponse.newBuilder().setRefused(cluster.refusals.remove()).build();
        }
        FakeTopic topic =
                cluster.topics.values().stream()
                        .filter(one -> Wire.bytes(one.id).equals(request.getTopicId()))
                        .findFirst()
                        .orElseThrow();
        long base = topic.append(request.getPartition(), batch);
        cluster.appended();
        return ProduceResponse.newBuilder()
                .setAppended(Appended.newBuilder().setBaseOffset(base))
                .build();
    }
}
