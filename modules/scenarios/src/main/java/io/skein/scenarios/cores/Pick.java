package io.skein.scenarios.cores;

import io.skein.scenarios.cores.Colony.Parcel;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the messages on their way a story means: by link (n1>n2, n1-n2 for both ways, * for any
 * node), by kind, and of those the n-th, or all. An immutable value.
 */
record Pick(String link, String kind, int nth) {
    private static final String ANY = "*";

    /** Those of a group among themselves. */
    static Pick all() {
        return new Pick("*>*", "", 0);
    }

    static Pick of(StoryLine line) {
        String link = line.take(word -> word.matches("(n\\d+|\\*)[->](n\\d+|\\*)")).orElse("*>*");
        String kind = line.take(word -> word.matches("[A-Z]\\w+")).orElse("");
        int nth =
                line.take(word -> word.matches("#\\d+"))
                        .map(word -> Integer.parseInt(word.substring(1)))
                        .orElse(0);
        return new Pick(link, kind, nth);
    }

    /** Their places among all that are on their way, the oldest first. */
    List<Integer> places(List<Parcel> parcels) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < parcels.size(); i++) {
            if (fits(parcels.get(i))) places.add(i);
        }
        if (nth == 0) return places;
        return nth <= places.size() ? List.of(places.get(nth - 1)) : List.of();
    }

    private boolean fits(Parcel parcel) {
        boolean isKind = kind.isEmpty() || parcel.message().getClass().getSimpleName().equals(kind);
        return isKind && fits(parcel.from(), parcel.to());
    }

    boolean fits(int from, int to) {
        boolean isBothWays = link.contains("-");
        String[] ends = link.split("[->]", -1);
        boolean isThere = fits(ends[0], from) && fits(ends[1], to);
        return isThere || (isBothWays && fits(ends[0], to) && fits(ends[1], from));
    }

    private static boolean fits(String end, int node) {
        return end.equals(ANY) || end.equals(Wording.name(node));
    }
}
