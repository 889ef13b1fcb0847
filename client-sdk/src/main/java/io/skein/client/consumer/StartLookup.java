package io.skein.client.consumer;

import io.grpc.Status;
import io.skein.client.RefusedException;
import io.skein.client.wire.CallHandler;
import io.skein.client.wire.Ending;
import io.skein.protocol.SkeinMethods;
import io.skein.protocol.v1.EarliestOffset;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;
import io.skein.protocol.v1.ListOffsetsResponse;
import io.skein.protocol.v1.PartitionOffset;
import io.skein.protocol.v1.Refusal;
import java.util.Optional;

/** Finds out which offset "the beginning" or "the end" is. Owned by the client's lane. */
final class StartLookup {
    private final Fetcher fetcher;

    StartLookup(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    void begin(Cursor cursor) {
        cursor.resolving = true;
        long timeoutNanos = fetcher.settings().connection().requestTimeout().toNanos();
        ListOffsetsRequest request = request(cursor);
        fetcher.session()
                .call(SkeinMethods.LIST_OFFSETS, request, timeoutNanos, new Answer(cursor));
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

        Answer(Cursor cursor) {
            this.cursor = cursor;
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
