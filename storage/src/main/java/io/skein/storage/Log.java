package io.skein.storage;

import io.skein.foundation.Check;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An ordered sequence of batches, in segments. Owned by its shelf's lane and never touches a file:
 * appends are queued for the committer, the fresh tail is read from memory, the rest by the reader.
 * What is before {@link #durableEnd()} survives anything but damage to the disk.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Log {
    private Log() {}

    public LogName name() {
        throw Check.unreachable("not built yet");
    }

    /** First offset kept. */
    public long start() {
        throw Check.unreachable("not built yet");
    }

    /** Next offset to be given. */
    public long end() {
        throw Check.unreachable("not built yet");
    }

    /** Everything before this is on the disk to stay. */
    public long durableEnd() {
        throw Check.unreachable("not built yet");
    }

    /** Names who hears of durability and trouble from now on; one at a time. */
    public void listen(Consumer<LogNews> listener) {
        throw Check.unreachable("not built yet");
    }

    /**
     * Appends a batch that has passed its checks, as a leader: stamps it with the next offset and
     * {@code leaderEpoch}, which never falls. The log keeps the buffer; it must not change any
     * more.
     */
    public AppendResult append(ByteBuffer batch, int leaderEpoch) {
        throw Check.unreachable("not built yet");
    }

    /** Appends a checked batch as it is; its stamped offset must be {@link #end()}. */
    public AppendResult appendStamped(ByteBuffer batch) {
        throw Check.unreachable("not built yet");
    }

    /**
     * Reads from memory if {@code offset} is in the fresh tail: at least one whole batch, then as
     * many as fit {@code bytesMax}, all of them wholly before {@code before}.
     */
    public Optional<ReadResult.Batches> readTail(long offset, long before, int bytesMax) {
        throw Check.unreachable("not built yet");
    }

    /**
     * As {@link #readTail}, from the files where memory does not reach. Files are read only up to
     * {@link #durableEnd()}, and everything that comes from one has passed its checksum. May answer
     * before it returns.
     */
    public void read(long offset, long before, int bytesMax, Consumer<ReadResult> then) {
        throw Check.unreachable("not built yet");
    }

    /**
     * Finds the first record at or after a time (ms since 1970) among those before {@code before}.
     */
    public void offsetForTime(long timestamp, long before, Consumer<TimeResult> then) {
        throw Check.unreachable("not built yet");
    }

    /** Makes all durable and gives the files back. The log takes nothing from now on. */
    public void close(Consumer<Outcome> then) {
        throw Check.unreachable("not built yet");
    }
}
