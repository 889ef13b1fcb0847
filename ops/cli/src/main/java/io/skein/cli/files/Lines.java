package io.skein.cli.files;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Answer.Part;
import io.skein.cli.answer.Answer.Sheets;
import io.skein.cli.answer.Cell;
import io.skein.cli.answer.JsonForm;
import io.skein.cli.command.OutputForm;
import io.skein.cli.text.RecordWriter;
import io.skein.cli.text.Shown;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Facts, one line each: {@code name: value} for people, with times spelled out, a JSON object for
 * programs. What is not there is left out for people, and null for programs.
 */
final class Lines {
    private static final String MILLIS = "Millis";

    private final OutputForm form;
    private final RecordWriter out;

    Lines(OutputForm form, RecordWriter out) {
        this.form = form;
        this.out = out;
    }

    void write(List<Part> parts) {
        String line =
                switch (form) {
                    case TABLE -> plain(parts);
                    case JSON -> JsonForm.of(new Answer(parts)).stripTrailing();
                };
        out.line(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(List<Part> parts) {
        List<String> words = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Field(String key, Cell cell) -> {
                    if (!(cell instanceof Cell.Nothing)) words.add(key(key) + shown(key, cell));
                }
                case Listing listing -> words.addAll(rows(listing));
                case Sheets(Listing listing) -> words.addAll(rows(listing));
            }
        }
        return String.join("  ", words);
    }

    private static List<String> rows(Listing listing) {
        return listing.rows().stream().map(row -> listing.key() + ": " + row(row)).toList();
    }

    private static String row(List<Cell> row) {
        return row.stream()
                .filter(cell -> !(cell instanceof Cell.Nothing))
                .map(cell -> shown("", cell))
                .collect(Collectors.joining("="));
    }

    private static String key(String key) {
        boolean isTime = key.endsWith(MILLIS);
        return (isTime ? key.substring(0, key.length() - MILLIS.length()) : key) + ": ";
    }

    private static String shown(String key, Cell cell) {
        return switch (cell) {
            case Cell.Text(String value) -> Shown.text(value);
            case Cell.Whole(long value) ->
                    key.endsWith(MILLIS)
                            ? Instant.ofEpochMilli(value).toString()
                            : Long.toString(value);
            case Cell.Flag(boolean value) -> value ? "yes" : "no";
            case Cell.Texts(List<String> values) ->
                    String.join(",", values.stream().map(Shown::text).toList());
            case Cell.Numbers(List<Integer> values) ->
                    String.join(",", values.stream().map(String::valueOf).toList());
            case Cell.Nothing() -> "-";
        };
    }
}
