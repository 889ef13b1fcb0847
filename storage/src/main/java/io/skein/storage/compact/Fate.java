package io.skein.storage.compact;

import java.util.BitSet;
import java.util.OptionalLong;

/** What becomes of a batch. */
public sealed interface Fate {
    /** It stays, byte for byte. */
    record Kept() implements Fate {}

    /** Some records stay, or it is to tell from when on its tombstones may go. */
    record Thinned(BitSet kept, OptionalLong horizonMillis) implements Fate {
        public Thinned {
            kept = (BitSet) kept.clone();
        }

        @Override
        public BitSet kept() {
            return (BitSet) kept.clone();
        }
    }

    /** No record stays, but it tells its producer's last sequence. */
    record Emptied() implements Fate {}

    /** Nothing of it stays. */
    record Dropped() implements Fate {}

    /** Its records cannot be read. */
    record Unreadable(String cause) implements Fate {}
}
