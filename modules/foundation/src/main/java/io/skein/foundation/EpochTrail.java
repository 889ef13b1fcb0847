package io.skein.foundation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which leader epoch wrote which offsets of a log: for each epoch that wrote something, its first
 * offset. An immutable value; epochs and offsets both rise strictly. Two logs that agree on an
 * epoch and its end hold the same records before that end, which is how divergence is settled.
 *
 * <pre>
 *   epoch      2         5              6
 *   offset     0 ─────▶  40 ──────────▶ 41 ──▶ log end
 * </pre>
 */
public final class EpochTrail {
    /** The trail of a log that nobody has written to. */
    public static final EpochTrail EMPTY = new EpochTrail(new int[0], new long[0]);

    /** An epoch and the offset of its first record. */
    public record Entry(int epoch, long startOffset) {}

    /** An epoch and the offset after its last record. */
    public record End(int epoch, long endOffset) {}

    private final int[] epochs;
    private final long[] starts;

    private EpochTrail(int[] epochs, long[] starts) {
        this.epochs = epochs;
        this.starts = starts;
    }

    /** Empty unless the entries could be those of a trail: nothing negative, everything rising. */
    public static Optional<EpochTrail> of(List<Entry> entries) {
        int[] epochs = entries.stream().mapToInt(Entry::epoch).toArray();
        long[] starts = entries.stream().mapToLong(Entry::startOffset).toArray();
        for (int i = 0; i < epochs.length; i++) {
            boolean rises = i == 0 || (epochs[i] > epochs[i - 1] && starts[i] > starts[i - 1]);
            if (!rises || epochs[i] < 0 || starts[i] < 0) return Optional.empty();
        }
        return Optional.of(new EpochTrail(epochs, starts));
    }

    /**
     * This trail after {@code epoch} has written at {@code offset}, the end of the log. The last
     * epoch may write again; an older one never, and neither before the last epoch's start. An
     * epoch that begins where the last one did replaces it: that one has no record left in the log.
     */
    public EpochTrail append(int epoch, long offset) {
        Check.that(epoch >= 0 && offset >= 0, "epochs and offsets begin at zero", offset);
        int kept = epochs.length;
        if (kept > 0) {
            Check.ordered(epochs[kept - 1], epoch, "epochs of a log never fall");
            Check.ordered(starts[kept - 1], offset, "a log is written at its end");
            if (epochs[kept - 1] == epoch) return this;
            if (starts[kept - 1] == offset) kept--;
        }
        int[] newEpochs = Arrays.copyOf(epochs, kept + 1);
        long[] newStarts = Arrays.copyOf(starts, kept + 1);
        newEpochs[kept] = epoch;
        newStarts[kept] = offset;
        return new EpochTrail(newEpochs, newStarts);
    }

    /** The epoch that wrote last; empty if none has. */
    public OptionalInt last() {
        return epochs.length == 0 ? OptionalInt.empty() : OptionalInt.of(epochs[epochs.length - 1]);
    }

    /**
     * The epoch that wrote the record at {@code offset}, if the log has one there; empty before the
     * first entry.
     */
    public OptionalInt epochAt(long offset) {
        int at = lastAtMost(offset);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(epochs[at]);
    }

    /**
     * The largest epoch not above {@code epoch}, and where it ends: at the start of the next one,
     * or at {@code logEnd}. Empty if all epochs are above; then the two logs share nothing that
     * this one still knows of.
     */
    public Optional<End> endOf(int epoch, long logEnd) {
        int found = Arrays.binarySearch(epochs, epoch);
        int at = found >= 0 ? found : -found - 2;
        if (at < 0) return Optional.empty();
        Check.ordered(starts[starts.length - 1], logEnd, "no epoch begins after the log's end");
        return Optional.of(new End(epochs[at], at + 1 < starts.length ? starts[at + 1] : logEnd));
    }

    /** This trail after the log was cut so that it ends at {@code logEnd}. */
    public EpochTrail truncateTo(long logEnd) {
        int kept = lastAtMost(logEnd - 1) + 1;
        if (kept == epochs.length) return this;
        return new EpochTrail(Arrays.copyOf(epochs, kept), Arrays.copyOf(starts, kept));
    }

    /**
     * This trail after everything before {@code logStart} was deleted. The last epoch stays, even
     * when none of its records does: it still tells what the next one may be.
     */
    public EpochTrail trimBefore(long logStart) {
        int first = lastAtMost(logStart);
        if (first < 0 || (first == 0 && starts[0] == logStart)) return this;
        long[] keptStarts = Arrays.copyOfRange(starts, first, starts.length);
        keptStarts[0] = logStart;
        return new EpochTrail(Arrays.copyOfRange(epochs, first, epochs.length), keptStarts);
    }

    /** Index of the last entry that begins at {@code offset} or before it; -1 if there is none. */
    private int lastAtMost(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** Oldest first; what {@link #of} makes the same trail from. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(epochs.length);
        for (int i = 0; i < epochs.length; i++) {
            entries.add(new Entry(epochs[i], starts[i]));
        }
        return List.copyOf(entries);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EpochTrail that
                && Arrays.equals(epochs, that.epochs)
                && Arrays.equals(starts, that.starts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(epochs) + Arrays.hashCode(starts);
    }

    /** Like {@code 2@0 5@40 6@41}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < epochs.length; i++) {
            text.append(i == 0 ? "" : " ").append(epochs[i]).append('@').append(starts[i]);
        }
        return text.toString();
    }
}
