package io.skein.client.grpc;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.skein.foundation.Uuid;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.Wire;
import io.skein.protocol.v1.Appended;
import io.skein.protocol.v1.Certainty;
import io.skein.protocol.v1.CreateTopicRequest;
import io.skein.protocol.v1.CreateTopicResponse;
import io.skein.protocol.v1.FetchRequest;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.FetchedBatches;
import io.skein.protocol.v1.GetServerInfoRequest;
import io.skein.protocol.v1.GetServerInfoResponse;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.Node;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.protocol.v1.PartitionRoute;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import io.skein.protocol.v1.Refusal;
import io.skein.protocol.v1.RefusalReason;
import io.skein.protocol.v1.TopicRoute;
import io.skein.protocol.v1.WatchRoutesRequest;
import io.skein.protocol.v1.WatchRoutesResponse;
import io.skein.records.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A gRPC server on a free port with one topic "t" of one partition, kept in memory. */
final class TinyServer implements AutoCloseable {
    static final Uuid TOPIC = new Uuid(1, 2);

    private final List<ByteBuffer> log = new ArrayList<>();
    private final Server server;

    TinyServer() throws IOException {
        server =
                ServerBuilder.forPort(0)
                        .addService(cluster())
                        .addService(topics())
                        .addService(logs())
                        .build()
                        .start();
    }

    String address() {
        return "localhost:" + server.getPort();
    }

    private ServerServiceDefinition cluster() {
        return ServerServiceDefinition.builder("skein.v1.ClusterService")
                .addMethod(SkeinMethods.GET_SERVER_INFO, ServerCalls.asyncUnaryCall(this::whoAmI))
                .addMethod(
                        SkeinMethods.WATCH_ROUTES,
                        ServerCalls.asyncServerStreamingCall(this::routes))
                .build();
    }

    private ServerServiceDefinition topics() {
        return ServerServiceDefinition.builder("skein.v1.TopicService")
                .addMethod(SkeinMethods.CREATE_TOPIC, ServerCalls.asyncUnaryCall(this::create))
                .addMethod(SkeinMethods.LIST_OFFSETS, ServerCalls.asyncUnaryCall(this::offsets))
                .build();
    }

    private ServerServiceDefinition logs() {
        return ServerServiceDefinition.builder("skein.v1.LogService")
                .addMethod(SkeinMethods.PRODUCE, ServerCalls.asyncBidiStreamingCall(this::produce))
                .addMethod(SkeinMethods.FETCH, ServerCalls.asyncBidiStreamingCall(this::fetch))
                .build();
    }

    private void whoAmI(GetServerInfoRequest asked, StreamObserver<GetServerInfoResponse> to) {
        to.onNext(GetServerInfoResponse.newBuilder().setClusterId("tiny").setNodeId(1).build());
        to.onCompleted();
    }

    private void routes(WatchRoutesRequest asked, StreamObserver<WatchRoutesResponse> to) {
        TopicRoute.Builder topic =
                TopicRoute.newBuilder()
                        .setName("t")
                        .setTopicId(Wire.bytes(TOPIC))
                        .addPartitions(PartitionRoute.newBuilder().setLeaderNodeId(1));
        to.onNext(
                WatchRoutesResponse.newBuilder()
                        .addTopics(topic)
                        .addNodes(Node.newBuilder().setId(1).setAddress(address()))
                        .setComplete(true)
                        .build());
    }

    private void create(CreateTopicRequest asked, StreamObserver<CreateTopicResponse> to) {
        Metadata trailers = new Metadata();
        Refusal refusal =
                Refusal.newBuilder()
                        .setReason(RefusalReason.REFUSAL_REASON_TOPIC_EXISTS)
                        .setMessage(asked.getName() + " is there already")
                        .setCertainty(Certainty.CERTAINTY_DEFINITE)
                        .build();
        trailers.put(Wire.REFUSAL, refusal);
        to.onError(Status.ALREADY_EXISTS.asRuntimeException(trailers));
    }

    /** Its disk has failed, as far as this call can see. */
    private void offsets(ListOffsetsRequest asked, StreamObserver<ListOffsetsResponse> to) {
        Refusal refusal =
                Refusal.newBuilder()
                        .setReason(RefusalReason.REFUSAL_REASON_STORAGE_FAILED)
                        .setMessage("the disk failed")
                        .setCertainty(Certainty.CERTAINTY_DEFINITE)
                        .build();
        ListOffsetsResponse.Builder all = ListOffsetsResponse.newBuilder();
        for (int partition : asked.getPartitionsList()) {
            all.addOffsets(
                    PartitionOffset.newBuilder().setPartition(partition).setRefused(refusal));
        }
        to.onNext(all.build());
        to.onCompleted();
    }

    private StreamObserver<Framed<ProduceRequest>> produce(StreamObserver<ProduceResponse> to) {
        return new Requests<>(request ->
                to.onNext(ProduceResponse.newBuilder().setAppended(append(request)).build()));
    }

    private synchronized Appended append(Framed<ProduceRequest> request) {
        ByteBuffer batch = request.joined();
        long base = log.isEmpty() ? 0 : Batch.nextOffset(log.get(log.size() - 1), 0);
        Batch.stamp(batch, 0, base, 0);
        log.add(batch);
        return Appended.newBuilder().setBaseOffset(base).build();
    }

    private StreamObserver<FetchRequest> fetch(StreamObserver<Framed<FetchResponse>> to) {
        return new Requests<>(request -> {
            if (request.hasPosition()) send(request, to);
        });
    }

    private synchronized void send(FetchRequest asked, StreamObserver<Framed<FetchResponse>> to) {
        for (ByteBuffer batch : log) {
            long next = Batch.nextOffset(batch, 0);
            if (next <= asked.getPosition().getOffset()) continue;
            FetchResponse head =
                    FetchResponse.newBuilder()
                            .setTopicId(Wire.bytes(TOPIC))
                            .setPositionId(asked.getPosition().getPositionId())
                            .setHighWatermark(next)
                            .setFetched(FetchedBatches.newBuilder().setNextOffset(next))
                            .build();
            to.onNext(Framed.of(head, batch));
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    /** Hears requests only. */
    private record Requests<Q>(Consumer<Q> each) implements StreamObserver<Q> {
        @Override
        public void onNext(Q request) {
            each.accept(request);
        }

        @Override
        public void onError(Throwable thrown) {}

        @Override
        public void onCompleted() {}
    }
}
