package io.skein.scenarios.run;

import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Sets of numbers as people type them: {@code 3,7-20}. */
final class Ranges {
    private Ranges() {}

    static String text(SortedSet<Integer> numbers) {
        StringJoiner text = new StringJoiner(",");
        TreeSet<Integer> left = new TreeSet<>(numbers);
        while (!left.isEmpty()) {
            int from = left.first();
            int to = from;
            while (left.contains(to + 1)) to++;
            text.add(from == to ? "" + from : from + "-" + to);
            left.headSet(to, true).clear();
        }
        return text.toString();
    }

    /**
     * Nothing for an empty text.
     *
     * @param most how many numbers there may be
     * @throws NumberFormatException if that is no such text, or there are more
     */
    static SortedSet<Integer> read(String text, int most) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            if (part.isEmpty()) continue;
            String[] ends = part.split("-", 2);
            int from = Integer.parseInt(ends[0]);
            int to = ends.length == 1 ? from : Integer.parseInt(ends[1]);
            boolean isSmall = from >= 0 && to >= from && to - from < most - numbers.size();
            if (!isSmall) throw new NumberFormatException(part);
            for (int each = from; each <= to; each++) numbers.add(each);
        }
        return numbers;
    }
}
