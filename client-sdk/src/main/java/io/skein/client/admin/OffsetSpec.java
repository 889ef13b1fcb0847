package io.skein.client.admin;

import io.skein.protocol.v1.EarliestOffset;
import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.ListOffsetsRequest;

/** Which offset is asked for. */
public sealed interface OffsetSpec {
    /** Asks for it. */
    void askIn(ListOffsetsRequest.Builder request);

    /** The first that is kept. */
    record Earliest() implements OffsetSpec {
        @Override
        public void askIn(ListOffsetsRequest.Builder request) {
            request.setEarliest(EarliestOffset.getDefaultInstance());
        }
    }

    /** The one that the next readable record will have. */
    record Latest() implements OffsetSpec {
        @Override
        public void askIn(ListOffsetsRequest.Builder request) {
            request.setLatest(LatestOffset.getDefaultInstance());
        }
    }

    /** That of the first record at this time or later. */
    record AtTime(long millis) implements OffsetSpec {
        @Override
        public void askIn(ListOffsetsRequest.Builder request) {
            request.setTimestampMillis(millis);
        }
    }
}
