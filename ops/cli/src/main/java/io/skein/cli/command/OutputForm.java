package io.skein.cli.command;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.HumanForm;
import io.skein.cli.answer.JsonForm;
import io.skein.cli.text.Complaint;
import io.skein.foundation.settings.ValueTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What answers look like. */
public enum OutputForm {
    TABLE,
    JSON;

    /** The option that chooses it. */
    public static final Opt<OutputForm> OPTION =
            Opt.of(
                            "--output",
                            "FORM",
                            ValueTypes.choice(
                                    "form",
                                    List.of(values()),
                                    form -> form.name().toLowerCase(Locale.ROOT)),
                            "What is printed: table (default) or json.")
                    .also("-o");

    /** The one that was asked for. */
    public static OutputForm of(Typed typed) {
        return typed.get(OPTION).orElse(TABLE);
    }

    /** Prints an answer. */
    public void print(Answer answer, Terminal terminal) {
        String text =
                switch (this) {
                    case TABLE -> HumanForm.of(answer);
                    case JSON -> JsonForm.of(answer);
                };
        try {
            terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
            terminal.out().flush();
        } catch (IOException e) {
            throw Complaint.unwritable(e);
        }
    }
}
