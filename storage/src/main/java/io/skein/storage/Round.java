package io.skein.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What was written since the last sync and is not durable yet, log by log. Commit lane. */
final class Round {
    private final LinkedHashMap<Log, Part> parts = new LinkedHashMap<>();

    /** What one log wrote to the end of its last segment. */
    static final class Part {
        private final Log log;
        private final List<ByteBuffer> batches = new ArrayList<>();
        private int position;
        private long bytes;

        private Part(Log log) {
            this.log = log;
        }

        Log log() {
            return log;
        }

        List<ByteBuffer> batches() {
            return batches;
        }

        /** Where the batches stand in the segment's file. */
        int position() {
            return position;
        }

        long bytes() {
            return bytes;
        }

        private void add(Handover handover, int from) {
            // A new segment, or something was synced in between: what was before needs no frame.
            if (from != position + bytes) forget();
            if (batches.isEmpty()) position = from;
            batches.addAll(handover.batches());
            bytes += handover.sizeBytes();
        }

        private void forget() {
            batches.clear();
            bytes = 0;
        }
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The handover was written, from this position of the segment on. */
    void add(Log log, Handover handover, int position) {
        part(log).add(handover, position);
    }

    /** What was written of it before this cannot be told from buffers any more. */
    void touch(Log log) {
        part(log).forget();
    }

    /** All of it up to here is durable. */
    void settled(Log log) {
        if (parts.containsKey(log)) touch(log);
    }

    void remove(Log log) {
        parts.remove(log);
    }

    void clear() {
        parts.clear();
    }

    /** All parts, in the order in which their logs were first written; the next round begins. */
    List<Part> take() {
        List<Part> all = List.copyOf(parts.values());
        parts.clear();
        return all;
    }

    private Part part(Log log) {
        return parts.computeIfAbsent(log, Part::new);
    }
}
