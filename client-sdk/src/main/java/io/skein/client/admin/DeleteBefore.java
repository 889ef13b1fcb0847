package io.skein.client.admin;

import io.skein.protocol.v1.LatestOffset;
import io.skein.protocol.v1.RecordsBefore;

/** Up to where records are deleted. */
public sealed interface DeleteBefore {
    /** Says so. */
    void sayIn(RecordsBefore.Builder order);

    /** The record of this offset is the first that stays. */
    record Offset(long offset) implements DeleteBefore {
        public Offset {
            if (offset < 0) throw new IllegalArgumentException(offset + " is no offset");
        }

        @Override
        public void sayIn(RecordsBefore.Builder order) {
            order.setOffset(offset);
        }
    }

    /** All that can be read when the cluster hears of it. */
    record End() implements DeleteBefore {
        @Override
        public void sayIn(RecordsBefore.Builder order) {
            order.setLatest(LatestOffset.getDefaultInstance());
        }
    }
}
