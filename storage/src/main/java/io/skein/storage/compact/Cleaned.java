package io.skein.storage.compact;

import io.skein.storage.format.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * How far compaction has come in a log. Before {@code cleanTo} no two records have one key. Before
 * {@code seenTo} all was looked at, but garbage that was not worth a rewrite may have stayed.
 *
 * @param leftBytes about how much garbage stayed before {@code seenTo}
 */
public record Cleaned(long cleanTo, long seenTo, long leftBytes) {
    public static final Cleaned NOTHING = new Cleaned(0, 0, 0);

    /** A value, a checksum. */
    private static final int FIELDS = 4;

    /** The same for a log that begins at {@code start} by now. */
    public Cleaned from(long start) {
        if (cleanTo >= start) return this;
        return new Cleaned(start, Math.max(start, seenTo), seenTo <= start ? 0 : leftBytes);
    }

    /**
     * After a pass for this need that knew all keys before {@code reached}, and left so much
     * garbage in segments that were not worth it.
     */
    public Cleaned after(Need need, long reached, long leftNow) {
        long seen = Math.max(seenTo, reached);
        if (need.thorough()) return new Cleaned(reached, seen, reached == seen ? 0 : leftBytes);
        long left = leftBytes + leftNow;
        boolean isClean = cleanTo == seenTo && left == 0;
        return new Cleaned(isClean ? reached : cleanTo, seen, left);
    }

    /** As a file has it. */
    public byte[] text() {
        return Checkpoint.text(
                List.of(Checkpoint.sealed(cleanTo + " " + seenTo + " " + leftBytes)));
    }

    /** Empty if that is nothing that {@link #text} gives. */
    public static Optional<Cleaned> parse(byte[] text) {
        Optional<List<String[]>> entries = Checkpoint.parse(text, FIELDS);
        if (entries.isEmpty() || entries.get().size() != 1) return Optional.empty();
        String[] entry = entries.get().getFirst();
        if (!Checkpoint.isSealed(entry)) return Optional.empty();
        long cleanTo = Checkpoint.number(entry[0]);
        long seenTo = Checkpoint.number(entry[1]);
        long leftBytes = Checkpoint.number(entry[2]);
        boolean isSense = cleanTo >= 0 && seenTo >= cleanTo && leftBytes >= 0;
        return isSense ? Optional.of(new Cleaned(cleanTo, seenTo, leftBytes)) : Optional.empty();
    }
}
