package io.skein.cli.command;

import io.skein.cli.text.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** A command that does something: how it is typed, and what it does. Without state. */
public interface Verb {
    /** Its grammar, made anew: name, options, arguments, help. */
    CommandSpec grammar();

    /** Does it. Throws a {@link io.skein.cli.text.Complaint} for what the user must know. */
    ExitCode run(Typed typed, Terminal terminal);
}
