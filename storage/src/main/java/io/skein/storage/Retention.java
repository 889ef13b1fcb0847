package io.skein.storage;

/**
 * Which of its oldest segments a log lets go. Only closed ones go, and only as a whole.
 *
 * @param millisMax a segment goes when its newest record is older than this; negative: never
 * @param bytesMax the oldest goes while what stays has at least this many bytes; negative: never
 * @param deleteDelayNanos how long a segment's files stay aside before they are deleted
 */
public record Retention(long millisMax, long bytesMax, long deleteDelayNanos) {
    /**
     * What was let go in one go.
     *
     * @param segments how many
     * @param bytes of their batches
     */
    public record Freed(int segments, long bytes) {
        static final Freed NOTHING = new Freed(0, 0);

        Freed and(Segment segment) {
            return new Freed(segments + 1, bytes + segment.bytes());
        }
    }
}
