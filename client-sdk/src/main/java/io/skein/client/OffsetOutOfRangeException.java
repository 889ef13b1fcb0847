package io.skein.client;

/** A partition does not hold the offset that was asked for, and no reset policy is set. */
public final class OffsetOutOfRangeException extends SkeinException {
    private static final long serialVersionUID = 1L;

    private final TopicPartition partition;
    private final long offset;
    private final long startOffset;
    private final long endOffset;

    /**
     * @param offset what was asked for
     * @param startOffset the first offset that is kept
     * @param endOffset the offset after the last that can be read
     */
    public OffsetOutOfRangeException(
            TopicPartition partition, long offset, long startOffset, long endOffset) {
        super(
                String.format(
                        "%s has the offsets from %d to before %d, and not %d",
                        partition, startOffset, endOffset, offset));
        this.partition = partition;
        this.offset = offset;
        this.startOffset = startOffset;
        this.endOffset = endOffset;
    }

    public TopicPartition partition() {
        return partition;
    }

    /** What was asked for. */
    public long offset() {
        return offset;
    }

    /** The first offset that is kept. */
    public long startOffset() {
        return startOffset;
    }

    /** The offset after the last that can be read. */
    public long endOffset() {
        return endOffset;
    }
}
