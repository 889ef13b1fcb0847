package io.skein.cli.command;

import io.skein.cli.text.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * What was typed, after the grammar has accepted it. An option counts wherever it stands, before or
 * after the words of the command; the last word wins.
 */
public final class Typed {
    /** The command itself first, the root last. */
    private final List<ParseResult> innermostFirst = new ArrayList<>();

    public Typed(ParseResult root) {
        ParseResult at = root;
        innermostFirst.addFirst(at);
        while (at.hasSubcommand()) {
            at = at.subcommand();
            innermostFirst.addFirst(at);
        }
    }

    /** The command that is meant. */
    public ParseResult command() {
        return innermostFirst.getFirst();
    }

    /** The value of an option, if it was given. */
    public <T> Optional<T> get(Opt<T> option) {
        for (ParseResult each : innermostFirst) {
            for (String name : option.names()) {
                if (each.hasMatchedOption(name)) {
                    return Optional.ofNullable(each.matchedOption(name).getValue());
                }
            }
        }
        return Optional.empty();
    }

    /** The value of an option that the command cannot do without. */
    public <T> T needed(Opt<T> option) {
        String name = option.names().getFirst();
        return get(option).orElseThrow(() -> Complaint.usage("say " + name + " " + option.label()));
    }

    /** All values of an option, in the order in which they were given. */
    public <T> List<T> all(Opt<T> option) {
        String name = option.names().getFirst();
        if (!command().hasMatchedOption(name)) return List.of();
        return command().matchedOption(name).getValue();
    }

    /** The argument of the command; empty if there is none, where its grammar allows that. */
    public String argument() {
        return command().matchedPositionalValue(0, "");
    }

    /** The argument of a command that may be typed without one. */
    public Optional<String> optionalArgument() {
        return Optional.of(argument()).filter(text -> !text.isEmpty());
    }

    /** Whether an option without a value was given. */
    public boolean has(String flag) {
        return command().hasMatchedOption(flag);
    }
}
