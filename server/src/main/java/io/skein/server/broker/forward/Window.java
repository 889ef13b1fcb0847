package io.skein.server.broker.forward;

import io.skein.server.door.PartitionRequest;
import io.skein.server.door.PartitionRequest.Append;
import io.skein.server.door.PartitionRequest.Bounds;
import io.skein.server.door.PartitionRequest.DeleteRecords;
import io.skein.server.door.PartitionRequest.OffsetForTime;
import io.skein.server.door.PartitionRequest.Read;

/**
 * How much is open on one connection. Both of its ends count alike, so that neither need believe
 * the other. Reads that wait have room of their own: they would keep everybody else out for as long
 * as there is nothing to read.
 */
final class Window {
    /** Most open requests that do not wait. */
    static final int PROMPT_MAX = 16_384;

    /** Most open reads that wait for something to read. */
    static final int WAITING_MAX = 4_096;

    /** Most bytes in batches of open appends; one batch always may. */
    static final int BYTES_MAX = 16 << 20;

    private int prompt;
    private int waiting;
    private long bytes;

    /** What one request takes of it. */
    record Load(boolean waits, int bytes) {
        static Load of(PartitionRequest<?> request) {
            return switch (request) {
                case Append append -> new Load(false, append.batch().remaining());
                case Read read -> new Load(read.waitNanos() > 0, 0);
                case Bounds _, OffsetForTime _, DeleteRecords _ -> new Load(false, 0);
            };
        }
    }

    /** Whether there is room for it. */
    boolean admits(Load load) {
        if (load.waits()) return waiting < WAITING_MAX;
        return prompt < PROMPT_MAX && (bytes == 0 || bytes + load.bytes() <= BYTES_MAX);
    }

    /** It is open from now on. */
    void enter(Load load) {
        if (load.waits()) waiting++;
        else prompt++;
        bytes += load.bytes();
    }

    /** It is answered. */
    void leave(Load load) {
        if (load.waits()) waiting--;
        else prompt--;
        bytes -= load.bytes();
    }
}
