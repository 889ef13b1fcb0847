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
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.CanStopResponse;
import io.skein.protocol.v1.CaughtUpResponse;
import io.skein.protocol.v1.DrainResponse;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein nodes drain}, {@code can-stop} and {@code caught-up}: the restart of a node. */
public final class RestartVerbs {
    private RestartVerbs() {}

    /** All of them. */
    public static List<Verb> all() {
        return List.of(new Drain(), canStop(), caughtUp());
    }

    private static Verb canStop() {
        return new Asked<>(
                "can-stop",
                "Tell whether a node may stop without harm.",
                Admin::canStop,
                CanStopResponse::getCanStop,
                told -> told.getRetryAfterMillis() == 0,
                RestartAnswers::of);
    }

    private static Verb caughtUp() {
        return new Asked<>(
                "caught-up",
                "Tell whether a node that was away is back in full.",
                Admin::caughtUp,
                CaughtUpResponse::getCaughtUp,
                CaughtUpResponse::getCaughtUp,
                RestartAnswers::of);
    }

    private static CommandSpec grammar(Verb verb, String name, String description) {
        CommandSpec spec =
                Grammar.of(verb, name, description)
                        .addOption(OutputForm.OPTION.spec())
                        .addOption(Contact.OPTION.spec())
                        .addPositional(NodeNumber.ARGUMENT.optionalArgument());
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
            int node = NodeNumber.of(typed, terminal);
            Patience patience = Patience.of(typed);
            if (typed.has(CANCEL)) {
                if (patience.nanos() > 0) throw Complaint.usage("--cancel and --wait: choose one");
                DrainResponse told = Catalog.ask(typed, terminal, admin -> admin.cancelDrain(node));
                return print(typed, terminal, RestartAnswers.of(node, told), true);
            }
            Drained told =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin ->
                                    patience.ask(() -> Drained.ask(admin, node), Drained::isFinal));
            // Nobody waits for what is not asked to be waited for.
            boolean isYes = patience.nanos() > 0 ? told.isReady() : told.leadsNothing();
            return print(typed, terminal, RestartAnswers.of(node, told.drain()), isYes);
        }
    }

    /**
     * How far a node is from being ready to stop. That it leads nothing is half of it: where
     * another one has just come back and is not in sync yet, its own copies are still needed.
     */
    private record Drained(DrainResponse drain, CanStopResponse stop) {
        static Drained ask(Admin admin, int node) {
            return new Drained(admin.drain(node), admin.canStop(node));
        }

        boolean leadsNothing() {
            return RestartAnswers.leads(drain) == 0;
        }

        /** Whether waiting changes nothing any more. */
        boolean isFinal() {
            boolean isDrained = drain.getRemaining() + drain.getWaiting() == 0;
            return isDrained && stop.getRetryAfterMillis() == 0;
        }

        /** It leads nothing, and nothing that waiting could help would be the worse. */
        boolean isReady() {
            return leadsNothing() && isFinal();
        }
    }

    /** A question about a node whose answer is yes or not yet. */
    private record Asked<R>(
            String name,
            String description,
            BiFunction<Admin, Integer, R> question,
            Predicate<R> isYes,
            Predicate<R> isFinal,
            BiFunction<Integer, R, Answer> shown)
            implements Verb {
        @Override
        public CommandSpec grammar() {
            return RestartVerbs.grammar(this, name, description);
        }

        @Override
        public ExitCode run(Typed typed, Terminal terminal) {
            int node = NodeNumber.of(typed, terminal);
            Patience patience = Patience.of(typed);
            R told =
                    Catalog.ask(
                            typed,
                            terminal,
                            admin -> patience.ask(() -> question.apply(admin, node), isFinal));
            return print(typed, terminal, shown.apply(node, told), isYes.test(told));
        }
    }
}
