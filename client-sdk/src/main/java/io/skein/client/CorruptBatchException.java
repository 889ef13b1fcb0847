package io.skein.client;

/**
 * A partition holds bytes at this offset that do not check out, every time they are read, or that
 * this version cannot read. Seek past the offset to go on without them.
 */
public final class CorruptBatchException extends SkeinException {
    private static final long serialVersionUID = 1L;

    private final TopicPartition partition;
    private final long offset;

    public CorruptBatchException(TopicPartition partition, long offset, String reason) {
        super(partition + " at offset " + offset + ": " + reason);
        this.partition = partition;
        this.offset = offset;
    }

    public TopicPartition partition() {
        return partition;
    }

    /** The first offset that cannot be read. */
    public long offset() {
        return offset;
    }
}
