package io.skein.benchmarks;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.skein.protocol.Framed;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.Acks;
import io.skein.protocol.v1.ProduceRequest;
import io.skein.protocol.v1.ProduceResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The leanest client there can be: one stream, one partition, one batch that is sent again and
 * again, a bounded number of them unanswered. One thread sends; gRPC's thread hears the answers.
 */
final class RawStream implements AutoCloseable {
    /** 8 MiB of batches of 256 KiB: as much as a node lets a stream have unanswered. */
    private static final int UNANSWERED_MAX = 32;

    private static final long ANSWER_SECONDS_MAX = 30;

    private final ManagedChannel channel;
    private final ClientCall<Framed<ProduceRequest>, ProduceResponse> call;
    private final Framed<ProduceRequest> message;
    private final int batchBytes;
    private final Semaphore room = new Semaphore(UNANSWERED_MAX);
    private final ConcurrentLinkedQueue<Long> sentAtNanos = new ConcurrentLinkedQueue<>();
    private volatile Samples latencies = new Samples(2);
    private volatile Optional<String> trouble = Optional.empty();
    private long acknowledged;

    RawStream(String address, ByteString topic, ByteBuffer batch) {
        this.batchBytes = batch.remaining();
        this.message =
                Framed.of(
                        ProduceRequest.newBuilder()
                                .setTopicId(topic)
                                .setPartition(0)
                                .setAcks(Acks.ACKS_ALL)
                                .build(),
                        batch);
        this.channel =
                ManagedChannelBuilder.forTarget("dns:///" + address)
                        .usePlaintext()
                        .directExecutor()
                        .build();
        this.call = channel.newCall(SkeinMethods.PRODUCE, CallOptions.DEFAULT);
        call.start(new Answers(), new Metadata());
        call.request(UNANSWERED_MAX);
    }

    /**
     * Sends for that long, then waits for all answers. What each took, from handing a batch to gRPC
     * to its acknowledgement, goes {@code into}, which is the caller's again after the run.
     */
    Round run(long forNanos, Samples into) throws InterruptedException {
        latencies = into;
        long begin = System.nanoTime();
        long batches = 0;
        long now = begin;
        while (now - begin < forNanos) {
            take(1);
            now = System.nanoTime();
            sentAtNanos.add(now);
            call.sendMessage(message);
            batches++;
        }
        take(UNANSWERED_MAX);
        long nanos = System.nanoTime() - begin;
        room.release(UNANSWERED_MAX);
        acknowledged += batches;
        return new Round(batches * batchBytes, nanos);
    }

    private void take(int permits) throws InterruptedException {
        boolean isTaken = room.tryAcquire(permits, ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        if (trouble.isPresent()) throw new BenchFailed("the node said: " + trouble.get());
        if (!isTaken) throw new BenchFailed("no answer in " + ANSWER_SECONDS_MAX + " s");
    }

    /** Batches that were acknowledged so far. */
    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        call.halfClose();
        channel.shutdown();
    }

    private final class Answers extends ClientCall.Listener<ProduceResponse> {
        @Override
        public void onMessage(ProduceResponse answer) {
            Long sent = sentAtNanos.poll();
            if (sent == null || !answer.hasAppended()) {
                fail(answer.getRefused().getMessage());
                return;
            }
            latencies.add(System.nanoTime() - sent);
            call.request(1);
            room.release();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (!status.isOk()) fail(status.toString());
        }

        private void fail(String why) {
            trouble = Optional.of(why);
            room.release(UNANSWERED_MAX);
        }
    }
}
