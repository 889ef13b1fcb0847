package io.skein.client.consumer;

import io.grpc.Status;
import io.skein.client.RefusedException;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.client.wire.Link;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.EarliestOffset;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.protocol.v1.Refusal;
import java.util.Optional;

/**
 * Finds out which offset "the beginning" or "the end" is, from the node that leads the partition:
 * any other would have to ask it. Owned by the client's lane.
 */
final class StartLookup {
    private final Fetcher fetcher;

    StartLookup(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** Asks {@code leader}, if there is a link to it; once there is, the fetcher looks again. */
    void begin(Cursor cursor, int leader) {
        Optional<Link> link = fetcher.session().nodes().find(leader);
        if (link.isEmpty()) return;
        cursor.resolving = true;
        long timeoutNanos = fetcher.settings().connection().requestTimeout().toNanos();
        Answer answer = new Answer(cursor, leader, link.get());
        link.get().call(SkeinMethods.LIST_OFFSETS, request(cursor), timeoutNanos, answer);
    }

    private static ListOffsetsRequest request(Cursor cursor) {
        ListOffsetsRequest.Builder request =
                ListOffsetsRequest.newBuilder()
                        .setTopic(cursor.partition.topic())
                        .addPartitions(cursor.partition.partition());
        if (cursor.start.kind() == Start.Kind.EARLIEST) {
            return request.setEarliest(EarliestOffset.getDefaultInstance()).build();
        }
        return request.setLatest(LatestOffset.getDefaultInstance()).build();
    }

    /** What comes back for one cursor. */
    private final class Answer implements CallHandler<ListOffsetsResponse> {
        private final Cursor cursor;
        private final int leader;
        private final Link link;

        Answer(Cursor cursor, int leader, Link link) {
            this.cursor = cursor;
            this.leader = leader;
            this.link = link;
        }

        @Override
        public void onAnswer(ListOffsetsResponse answer) {
            if (!finish()) return;
            Optional<PartitionOffset> found =
                    answer.getOffsetsList().stream()
                            .filter(one -> one.getPartition() == cursor.partition.partition())
                            .filter(PartitionOffset::hasOffset)
                            .findFirst();
            if (found.isEmpty()) {
                fetcher.later(cursor, 0);
                return;
            }
            long offset = found.get().getOffset();
            cursor.start = Start.at(offset);
            fetcher.tell(cursor, new Fetched.Resolved(offset));
            fetcher.touch();
        }

        @Override
        public void onEnd(Ending ending) {
            boolean isBroken =
                    ending.code() == Status.Code.UNAVAILABLE && ending.refusal().isEmpty();
            if (isBroken) fetcher.session().nodes().drop(leader, link);
            if (!finish()) return;
            boolean wrong = ending.code() == Status.Code.INVALID_ARGUMENT;
            if (wrong && ending.refusal().isPresent()) {
                Refusal said = ending.refusal().get();
                fetcher.fail(cursor, new RefusedException(said.getReason(), said.getMessage()));
            } else {
                fetcher.later(cursor, 0);
            }
        }

        private boolean finish() {
            cursor.resolving = false;
            return fetcher.isCurrent(cursor);
        }
    }
}
