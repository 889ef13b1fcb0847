package io.skein.server.rpc;

import io.skein.foundation.PartitionId;
import io.skein.protocol.v1.PublishRequest;
import io.skein.protocol.v1.PublishResponse;
import io.skein.protocol.v1.PublishResult;
import io.skein.server.door.Answer;
import io.skein.server.door.AppendRun;
import io.skein.server.door.FrontDoor;
import io.skein.server.door.PartitionReply.Appended;
import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Acks;
import io.skein.server.door.Refusal;
import io.skein.server.metadata.TopicImage;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** MessageService.Publish: packs messages into batches, appends them, and answers for each. */
final class Publishing {
    static final int MESSAGES_MAX = 10_000;

    private final EndpointParts parts;
    private final FrontDoor door;
    // Messages without a key go all to one partition per request, the next request's to the next.
    private final AtomicInteger spread = new AtomicInteger();

    Publishing(EndpointParts parts) {
        this.parts = parts;
        this.door = parts.door();
    }

    void publish(PublishRequest request, Unary.Reply<PublishResponse> reply) throws Refused {
        Fields.atLeast("messages", 1, request.getMessagesCount());
        Fields.atMost("messages", MESSAGES_MAX, request.getMessagesCount());
        TopicImage topic = Fields.topic(door.image(), request.getTopic());
        PublishPlan plan =
                new PublishPlan(
                        topic,
                        Math.floorMod(spread.getAndIncrement(), topic.partitions().size()),
                        parts.batchBytesMax().applyAsInt(topic),
                        parts.clock().wallMillis());
        plan.addAll(request.getMessagesList());
        Receipts receipts = new Receipts(reply, request.getMessagesCount());
        plan.refused().forEach(receipts::refused);
        TreeMap<Integer, AppendRun> runs = new TreeMap<>();
        for (PublishPlan.Packed packed : plan.packed()) {
            AppendRun run = runs.computeIfAbsent(packed.partition(), _ -> new AppendRun());
            door.ask(
                    new PartitionId(topic.id(), packed.partition()),
                    new PartitionRequest.Append(packed.batch(), Acks.ALL, run),
                    answer -> reply.turn(() -> receipts.answered(packed, answer)));
        }
    }

    /** The results of all messages; owned by the call's turns. */
    private static final class Receipts {
        private final Unary.Reply<PublishResponse> reply;
        private final PublishResult[] results;
        private int missing;

        Receipts(Unary.Reply<PublishResponse> reply, int count) {
            this.reply = reply;
            this.results = new PublishResult[count];
            this.missing = count;
        }

        void refused(int message, PublishPlan.NotPacked why) {
            set(
                    message,
                    PublishResult.newBuilder()
                            .setPartition(why.partition())
                            .setRefused(reply.told(why.refusal())));
            finishIfAll();
        }

        void answered(PublishPlan.Packed packed, Answer<Appended> answer) {
            List<Integer> messages = packed.messages();
            for (int at = 0; at < messages.size(); at++) {
                PublishResult.Builder result =
                        PublishResult.newBuilder().setPartition(packed.partition());
                switch (answer) {
                    case Answer.Done<Appended>(Appended done) ->
                            result.setOffset(done.baseOffset() + at);
                    case Answer.Refused<Appended>(Refusal refusal) ->
                            result.setRefused(reply.told(refusal));
                }
                set(messages.get(at), result);
            }
            finishIfAll();
        }

        private void set(int message, PublishResult.Builder result) {
            results[message] = result.build();
            missing--;
        }

        private void finishIfAll() {
            if (missing > 0) return;
            reply.done(PublishResponse.newBuilder().addAllResults(List.of(results)).build());
        }
    }
}
