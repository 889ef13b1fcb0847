package io.skein.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Grammars of commands, built without reflection, which would cost more than the whole command. */
public final class Grammar {
    private static final int HELP_COLUMNS = 100;

    private Grammar() {}

    /** The beginning of a verb's grammar, to which it adds its arguments and options. */
    public static CommandSpec of(Verb verb, String name, String description) {
        return described(CommandSpec.wrapWithoutInspection(verb), name, description);
    }

    /** A word that is only the beginning of a command. */
    public static CommandSpec of(String name, String description) {
        return described(CommandSpec.create(), name, description);
    }

    private static CommandSpec described(CommandSpec spec, String name, String description) {
        spec.name(name);
        spec.usageMessage().description(description).width(HELP_COLUMNS).sortOptions(false);
        return spec.addOption(
                OptionSpec.builder("--help", "-h")
                        .usageHelp(true)
                        .type(boolean.class)
                        .description("Show this help.")
                        .build());
    }
}
