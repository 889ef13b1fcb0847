package io.skein.storage.compact;

import io.skein.storage.format.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * How far compaction has come in a log. Before {@code cleanTo} no two records have one key. Before
 * {@code seenTo} all was looked at, but garbage that was not worth a rewrite may have stayed.
 *
 * @param leftBytes about how much garbage stayed before {@code seenTo}
 * @param tombstonesMillis when those that stayed may go, or that has at least to be looked into
 */
public record Cleaned(long cleanTo, long seenTo, long leftBytes, long tombstonesMillis) {
    /** There are no tombstones. The greatest number that such a file can hold. */
    public static final long NEVER = 999_999_999_999_999_999L;

    public static final Cleaned NOTHING = new Cleaned(0, 0, 0, NEVER);

    /** Four values, a checksum. */
    private static final int FIELDS = 5;

    /** What a pass has left before where it came to. */
    public record Left(long garbageBytes, boolean hasTombstones) {}

    /** The same for a log that begins at {@code start} by now. */
    public Cleaned from(long start) {
        if (cleanTo >= start) return this;
        boolean isNew = seenTo <= start;
        return new Cleaned(
                start,
                Math.max(start, seenTo),
                isNew ? 0 : leftBytes,
                isNew ? NEVER : tombstonesMillis);
    }

    /** After a pass for this need that knew all keys before {@code pass.seenTo()}. */
    public Cleaned after(Need need, Sieve.Pass pass, Left now) {
        long reached = pass.seenTo();
        long seen = Math.max(seenTo, reached);
        long tombstones = tombstonesAfter(need, pass, now);
        if (need.thorough()) {
            return new Cleaned(reached, seen, reached == seen ? 0 : leftBytes, tombstones);
        }
        long left = leftBytes + now.garbageBytes();
        boolean isClean = cleanTo == seenTo && left == 0;
        return new Cleaned(isClean ? reached : cleanTo, seen, left, tombstones);
    }

    /**
     * A pass that leaves most of them where they are must not put off for ever the one that ends
     * them.
     */
    private long tombstonesAfter(Need need, Sieve.Pass pass, Left now) {
        if (!now.hasTombstones()) return NEVER;
        long next = pass.nowMillis() + pass.rules().tombstoneMillis();
        return need.thorough() ? next : Math.min(next, tombstonesMillis);
    }

    /** As a file has it. */
    public byte[] text() {
        String text = cleanTo + " " + seenTo + " " + leftBytes + " " + tombstonesMillis;
        return Checkpoint.text(List.of(Checkpoint.sealed(text)));
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
        long tombstones = Checkpoint.number(entry[3]);
        boolean isSense = cleanTo >= 0 && seenTo >= cleanTo && leftBytes >= 0 && tombstones >= 0;
        return isSense
                ? Optional.of(new Cleaned(cleanTo, seenTo, leftBytes, tombstones))
                : Optional.empty();
    }
}
