package io.skein.cli.command;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has of the process around it.
 *
 * @param out unbuffered: for what was asked for, and nothing else
 * @param err for people: what went wrong, and summaries
 */
public record Terminal(
        InputStream in, OutputStream out, PrintStream err, Map<String, String> environment) {
    /** A variable of the environment that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
