package io.skein.cli.answer;

import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Answer.Part;
import io.skein.cli.answer.Answer.Sheets;
import io.skein.cli.text.Shown;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An answer for people: values line by line, tables with aligned columns. */
public final class HumanForm {
    private static final String GAP = "  ";

    private HumanForm() {}

    /** The text, each line with its newline. */
    public static String of(Answer answer) {
        StringBuilder text = new StringBuilder();
        for (Part part : answer.parts()) {
            switch (part) {
                case Field field -> append(text, field);
                case Listing listing -> {
                    if (!text.isEmpty()) text.append('\n');
                    append(text, listing);
                }
                case Sheets(Listing rows) -> {
                    if (rows.rows().isEmpty()) append(text, rows);
                    for (List<Cell> row : rows.rows()) append(text, rows.columns(), row);
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Field field) {
        text.append(words(field.key())).append(": ").append(shown(field.cell())).append('\n');
    }

    private static void append(StringBuilder text, List<String> columns, List<Cell> row) {
        if (!text.isEmpty()) text.append('\n');
        for (int i = 0; i < columns.size(); i++) {
            append(text, new Field(columns.get(i), row.get(i)));
        }
    }

    private static void append(StringBuilder text, Listing listing) {
        if (listing.rows().isEmpty()) {
            text.append("no ").append(words(listing.key())).append('\n');
            return;
        }
        List<String> titles =
                listing.columns().stream().map(key -> words(key).toUpperCase(Locale.ROOT)).toList();
        int[] widths = titles.stream().mapToInt(HumanForm::width).toArray();
        for (List<Cell> row : listing.rows()) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(shown(row.get(i))));
            }
        }
        line(text, titles, widths);
        for (List<Cell> row : listing.rows()) {
            line(text, row.stream().map(HumanForm::shown).toList(), widths);
        }
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(cell).append(" ".repeat(widths[i] - width(cell))).append(GAP);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String shown(Cell cell) {
        return switch (cell) {
            case Cell.Text(String value) -> value.isEmpty() ? "-" : Shown.text(value);
            case Cell.Whole(long value) -> Long.toString(value);
            case Cell.Flag(boolean value) -> value ? "yes" : "no";
            case Cell.Texts(List<String> values) -> list(values);
            case Cell.Numbers(List<Integer> values) ->
                    list(values.stream().map(String::valueOf).toList());
            case Cell.Nothing() -> "-";
        };
    }

    private static String list(List<String> values) {
        if (values.isEmpty()) return "-";
        return values.stream().map(Shown::text).collect(Collectors.joining(","));
    }

    /** "replicationFactor" as "replication factor". */
    static String words(String key) {
        return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
