package io.skein.cli.files;

import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Part;
import io.skein.cli.answer.Cell;
import io.skein.cli.command.OutputForm;
import io.skein.cli.text.RecordWriter;
import io.skein.cli.text.Shown;
import io.skein.storage.inspect.Finding;
import io.skein.storage.inspect.Finding.Offsets;
import io.skein.storage.inspect.Totals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints what a verification finds, a line each, and how it ended in the last one. One thread's.
 */
final class Verdict {
    /** A disk that returns rubbish would otherwise fill another with lines. */
    static final int LINES_MAX = 100;

    private final OutputForm form;
    private final RecordWriter out;
    private final Lines lines;
    private long found;

    Verdict(OutputForm form, RecordWriter out) {
        this.form = form;
        this.out = out;
        this.lines = new Lines(form, out);
    }

    void found(Finding finding) {
        found++;
        if (found > LINES_MAX) return;
        switch (form) {
            case TABLE -> line(sentence(finding));
            case JSON -> lines.write(parts(finding));
        }
    }

    void end(Totals totals) {
        long unsaid = found - LINES_MAX;
        switch (form) {
            case TABLE -> {
                if (unsaid > 0) line("and " + unsaid + " more");
                line(sentence(totals));
            }
            case JSON ->
                    lines.write(
                            List.of(
                                    whole("partitions", totals.partitions()),
                                    whole("segments", totals.segments()),
                                    whole("batches", totals.batches()),
                                    whole("records", totals.records()),
                                    whole("problems", totals.problems()),
                                    whole("unsaid", Math.max(0, unsaid))));
        }
    }

    private static String sentence(Finding finding) {
        StringBuilder text = new StringBuilder(finding.file().toString());
        finding.position().ifPresent(at -> text.append(" at ").append(at));
        finding.offsets()
                .ifPresent(range ->
                        text.append(", offsets ")
                                .append(range.first())
                                .append(" to ")
                                .append(range.last()));
        return text.append(": ").append(finding.what()).toString();
    }

    private static String sentence(Totals totals) {
        return String.join(
                ", ",
                counted(totals.partitions(), "partition", "partitions"),
                counted(totals.segments(), "segment", "segments"),
                counted(totals.batches(), "batch", "batches"),
                counted(totals.records(), "record", "records"),
                counted(totals.problems(), "problem", "problems"));
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static List<Part> parts(Finding finding) {
        Optional<Offsets> offsets = finding.offsets();
        List<Part> parts = new ArrayList<>();
        parts.add(new Field("isProblem", new Cell.Flag(finding.isProblem())));
        parts.add(new Field("file", new Cell.Text(finding.file().toString())));
        boolean isPlaced = finding.position().isPresent();
        parts.add(
                isPlaced ? whole("position", finding.position().getAsLong()) : nothing("position"));
        parts.add(
                offsets.map(range -> whole("firstOffset", range.first()))
                        .orElseGet(() -> nothing("firstOffset")));
        parts.add(
                offsets.map(range -> whole("lastOffset", range.last()))
                        .orElseGet(() -> nothing("lastOffset")));
        parts.add(new Field("what", new Cell.Text(finding.what())));
        return parts;
    }

    private static Part whole(String key, long value) {
        return new Field(key, new Cell.Whole(value));
    }

    private static Part nothing(String key) {
        return new Field(key, new Cell.Nothing());
    }

    private void line(String text) {
        out.line(Shown.text(text).getBytes(StandardCharsets.UTF_8));
    }
}
