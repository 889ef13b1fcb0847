package io.skein.cli.client;

import com.fasterxml.jackson.core.JsonFactory;
import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.foundation.settings.ValueTypes;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein consume TOPIC}: prints records, a line each, and nothing else. */
public final class ConsumeVerb implements Verb {
    private static final String FROM_BEGINNING = "--from-beginning";
    private static final String PRINT_KEY = "--print-key";
    private static final String PRINT_PARTITION = "--print-partition";
    private static final String PRINT_OFFSET = "--print-offset";

    private static final Opt<Long> OFFSET =
            Opt.of("--offset", "NUMBER", Numbers.OFFSET, "Start at this offset.");
    private static final Opt<Integer> PARTITION =
            Opt.of(
                    "--partition",
                    "NUMBER",
                    Numbers.PARTITION,
                    "Only this partition; may be given several times. Default: all.");
    private static final Opt<Long> MAX_MESSAGES =
            Opt.of("--max-messages", "COUNT", Numbers.LARGE_COUNT, "End after this many records.")
                    .also("-n");
    private static final Opt<Long> TIMEOUT =
            Opt.of(
                    "--timeout",
                    "TIME",
                    ValueTypes.DURATION_MILLIS,
                    "End when no record has come for this long, like 500ms or 60s. Default: wait"
                            + " for ever.");

    @Override
    public CommandSpec grammar() {
        String help =
                "Prints the records of a topic to standard output, one a line. Starts at the end"
                        + " and waits for what comes, unless told otherwise.";
        return Grammar.of(this, "consume", help)
                .addPositional(TopicName.ARGUMENT.argument())
                .addOption(Opt.flag(FROM_BEGINNING, "Start at the first record that is kept."))
                .addOption(OFFSET.spec())
                .addOption(PARTITION.specOfMany())
                .addOption(MAX_MESSAGES.spec())
                .addOption(TIMEOUT.spec())
                .addOption(Opt.flag(PRINT_PARTITION, "Print its partition and a tab before it."))
                .addOption(Opt.flag(PRINT_OFFSET, "Print its offset and a tab before it."))
                .addOption(Opt.flag(PRINT_KEY, "Print its key and a tab before it."))
                .addOption(OutputForm.OPTION.spec())
                .addOption(Contact.OPTION.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        Optional<Long> offset = typed.get(OFFSET);
        if (offset.isPresent() && typed.has(FROM_BEGINNING)) {
            throw Complaint.usage("--offset and --from-beginning exclude each other");
        }
        Tail.Wish wish =
                new Tail.Wish(
                        typed.argument(),
                        typed.all(PARTITION),
                        typed.has(FROM_BEGINNING),
                        offset,
                        typed.get(MAX_MESSAGES),
                        typed.get(TIMEOUT));
        Contact contact = Contact.of(typed, terminal).ensureReachable();
        return new Tail(contact, wish, form(typed)).run(terminal);
    }

    private static RecordForm form(Typed typed) {
        return switch (OutputForm.of(typed)) {
            case JSON -> new RecordForm.Json(new JsonFactory());
            case TABLE ->
                    new RecordForm.Plain(
                            typed.has(PRINT_PARTITION),
                            typed.has(PRINT_OFFSET),
                            typed.has(PRINT_KEY));
        };
    }
}
