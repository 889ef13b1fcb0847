package io.skein.cli.node;

import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.foundation.settings.Source;
import io.skein.foundation.settings.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein start}: a node in this process, as its settings say, until it is told to stop. */
public final class StartVerb implements Verb {
    private static final Opt<String> CONFIG =
            Opt.of(
                    "--config",
                    "FILE",
                    ValueTypes.TEXT,
                    "A properties file. Settings in the environment (SKEIN_LOG_DIRS is log.dirs)"
                            + " outdo it.");

    @Override
    public CommandSpec grammar() {
        CommandSpec spec =
                Grammar.of(this, "start", "Run a node as its settings say.")
                        .addOption(CONFIG.spec())
                        .addOption(NodeRun.DATA_DIR.spec())
                        .addOption(NodeRun.SET.specOfMany());
        spec.usageMessage().footer(NodeRun.settingsHelp());
        return spec;
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        List<Source> sources = new ArrayList<>(NodeRun.typed(typed));
        sources.add(NodeRun.environment(terminal));
        typed.get(CONFIG).ifPresent(file -> sources.add(ConfigFile.read(file)));
        return NodeRun.run(NodeRun.read(sources, terminal), terminal);
    }
}
