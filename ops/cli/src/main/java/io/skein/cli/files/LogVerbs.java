package io.skein.cli.files;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Noun;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.cli.text.RecordWriter;
import io.skein.foundation.settings.Parsed;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import io.skein.storage.inspect.Totals;
import io.skein.storage.inspect.Verification;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein log}: show and check the files that a node keeps, whether it runs or not. */
public final class LogVerbs {
    private LogVerbs() {}

    /** All of them. */
    public static Noun noun() {
        return new Noun(
                "log",
                "Show and check the files of a node, only reading them.",
                List.of(new Dump(), new Verify()));
    }

    private static Path path(Typed typed) {
        // To Java the empty path is the present folder.
        if (typed.argument().isBlank()) throw Complaint.usage("'' is no path");
        try {
            return Path.of(typed.argument());
        } catch (InvalidPathException wrong) {
            throw Complaint.usage("'" + typed.argument() + "' is no path");
        }
    }

    private static final class Dump implements Verb {
        private static final String RECORDS = "--records";
        private static final Opt<String> PLACE =
                new Opt<>(
                        List.of(),
                        "PATH",
                        ValueTypes.TEXT,
                        "A data directory, the folder of a log in it, or one file.");
        private static final Opt<Long> MAX_BATCHES =
                Opt.of("--max-batches", "COUNT", count(), "End after this many batches.");

        private static ValueType<Long> count() {
            return new ValueType<>(
                    "number",
                    text ->
                            ValueTypes.WHOLE
                                    .parser()
                                    .apply(text.strip())
                                    .then(value ->
                                            value > 0
                                                    ? new Parsed.Good<>(value)
                                                    : new Parsed.Bad<>("less than 1")),
                    String::valueOf);
        }

        @Override
        public CommandSpec grammar() {
            return Grammar.of(this, "dump", "Print what the files of a log hold, one line a batch.")
                    .addPositional(PLACE.argument())
                    .addOption(Opt.flag(RECORDS, "Print each record too."))
                    .addOption(MAX_BATCHES.spec())
                    .addOption(OutputForm.OPTION.spec());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            RecordWriter out = new RecordWriter(terminal.out());
            Lines lines = new Lines(OutputForm.of(typed), out);
            long batchesMax = typed.get(MAX_BATCHES).orElse(Long.MAX_VALUE);
            BatchLines batches = new BatchLines(lines, typed.has(RECORDS), batchesMax);
            try {
                new Dumping(lines, batches).dump(path(typed));
            } finally {
                out.flush();
            }
            return ExitCode.OK;
        }
    }

    private static final class Verify implements Verb {
        private static final Opt<String> PLACE =
                new Opt<>(
                        List.of(),
                        "FOLDER",
                        ValueTypes.TEXT,
                        "A data directory, or the folder of a log in it.");

        @Override
        public CommandSpec grammar() {
            String help =
                    "Check every batch, index entry and epoch. Says what is wrong where, line by"
                            + " line, and ends with the counts.";
            return Grammar.of(this, "verify", help)
                    .addPositional(PLACE.argument())
                    .addOption(OutputForm.OPTION.spec());
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            RecordWriter out = new RecordWriter(terminal.out());
            Verdict verdict = new Verdict(OutputForm.of(typed), out);
            return switch (Verification.verify(path(typed), verdict::found)) {
                case Verification.Result.NothingThere(String why) -> throw Complaint.failed(why);
                case Verification.Result.Verified(Totals totals) -> {
                    verdict.end(totals);
                    out.flush();
                    yield totals.problems() == 0 ? ExitCode.OK : ExitCode.DAMAGED;
                }
            };
        }
    }
}
