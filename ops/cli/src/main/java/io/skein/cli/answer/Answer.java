package io.skein.cli.answer;

import io.skein.foundation.Check;
import java.util.List;

/**
 * All that a command has to say: single values and tables, in the order in which they are shown.
 */
public record Answer(List<Part> parts) {
    public Answer {
        parts = List.copyOf(parts);
    }

    public static Answer of(Part... parts) {
        return new Answer(List.of(parts));
    }

    /** A piece of an answer; {@code key} is its name for programs and never changes. */
    public sealed interface Part {
        String key();
    }

    /** One value. */
    public record Field(String key, Cell cell) implements Part {}

    /** A table. */
    public record Listing(String key, List<String> columns, List<List<Cell>> rows) implements Part {
        public Listing {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            int width = columns.size();
            Check.that(
                    rows.stream().allMatch(row -> row.size() == width), "a cell for each column");
        }
    }

    /** A table whose cells are too long for lines: each row is shown on its own. */
    public record Sheets(Listing rows) implements Part {
        @Override
        public String key() {
            return rows.key();
        }
    }
}
