package io.skein.foundation.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The known name that is fewest edits away from this one, if that is not too many. */
    public static Optional<String> to(String name, Collection<String> known) {
        int editsMax = Math.max(2, name.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt((String each) -> edits(name, each)))
                .filter(nearest -> edits(name, nearest) <= editsMax);
    }

    /** Letters to add, drop or replace to make one of the other (Levenshtein 1965). */
    static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
