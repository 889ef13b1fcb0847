package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.ExitCode;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.DrainResponse;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein nodes drain}, {@code can-stop} and {@code caught-up}: the restart of a node. */
public final class RestartVerbs {
    private RestartVerbs() {}

    /** All of them. */
    public static List<Verb> all() {
        return List.of(new Drain(), new CanStop(), new CaughtUp());
    }

    private static CommandSpec grammar(Verb verb, String name, String description) {
        CommandSpec spec =
                Grammar.of(verb, name, description)
                        .addOption(OutputForm.OPTION.spec())
                        .addOption(Contact.OPTION.spec())
                        .addPositional(NodeNumber.ARGUMENT.argument());
        return Patience.options(spec);
    }

    private static ExitCode print(Typed typed, Terminal terminal, Answer answer, boolean isYes) {
        OutputForm.of(typed).print(answer, terminal);
        return isYes ? ExitCode.OK : ExitCode.NOT_YET;
    }

    private static final class Drain implements Verb {
        private static final String CANCEL = "--cancel";

        @Override
        public CommandSpec grammar() {
            return RestartVerbs.grammar(
                            this,
                            "drain",
                            "Make a node ready to stop: others take over what it leads.")
                    .addOption(Opt.flag(CANCEL, "The node stays after all."));
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            int node = NodeNumber.of(typed);
            Patience patience = Patience.of(typed);
            if (typed.has(CANCEL)) {
                if (patience.nanos() > 0) throw Complaint.usage("--cancel and --wait: choose one");
                DrainResponse told = Catalog.ask(typed, terminal, admin -> admin.cancelDrain(node));
                return print(typed, terminal, RestartAnswers.of(node, told), true);
            }
            DrainResponse told =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin ->
                                    patience.ask(
                                            () -> admin.drain(node),
                                            one -> one.getRemaining() + one.getWaiting() == 0));
            return print(
                    typed,
                    terminal,
                    RestartAnswers.of(node, told),
                    RestartAnswers.leads(told) == 0);
        }
    }

    private static final class CanStop implements Verb {
        @Override
        public CommandSpec grammar() {
            return RestartVerbs.grammar(
                    this, "can-stop", "Tell whether a node may stop without harm.");
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            int node = NodeNumber.of(typed);
            Patience patience = Patience.of(typed);
            CanStopResponse told =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin ->
                                    patience.ask(
                                            () -> admin.canStop(node),
                                            one -> one.getRetryAfterMillis() == 0));
            return print(typed, terminal, RestartAnswers.of(node, told), told.getCanStop());
        }
    }

    private static final class CaughtUp implements Verb {
        @Override
        public CommandSpec grammar() {
            return RestartVerbs.grammar(
                    this, "caught-up", "Tell whether a node that was away is back in full.");
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            int node = NodeNumber.of(typed);
            Patience patience = Patience.of(typed);
            CaughtUpResponse told =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin ->
                                    patience.ask(
                                            () -> admin.caughtUp(node),
                                            CaughtUpResponse::getCaughtUp));
            return print(typed, terminal, RestartAnswers.of(node, told), told.getCaughtUp());
        }
    }
}
