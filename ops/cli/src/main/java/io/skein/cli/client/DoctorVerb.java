package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.command.Grammar;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.client.RefusedException;
import io.skein.client.TimedOutException;
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.DiagnoseResponse;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein doctor}: what is wrong with the cluster, and what to do about it. */
public final class DoctorVerb implements Verb {
    private static final int NAMED_USUAL = 10;

    /** An election takes no longer; who then does not lead has no majority. */
    private static final Duration QUORUM_PATIENCE = Duration.ofSeconds(10);

    private static final Opt<Integer> NAMED =
            Opt.of(
                    "--named",
                    "COUNT",
                    Numbers.COUNT,
                    "How many partitions a finding names, 100 at most. Default: 10.");

    @Override
    public CommandSpec grammar() {
        return Grammar.of(
                        this,
                        "doctor",
                        "Tell what is wrong with the cluster, and what to do about it; exit code 0"
                                + " says that nothing is, 1 that something is.")
                .addOption(OutputForm.OPTION.spec())
                .addOption(Contact.OPTION.spec())
                .addOption(NAMED.spec());
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        int named = typed.get(NAMED).orElse(NAMED_USUAL);
        DiagnoseResponse told =
                Catalog.askWithin(QUORUM_PATIENCE, typed, terminal, admin -> ask(admin, named));
        Answer answer = DoctorAnswers.of(told);
        OutputForm.of(typed).print(answer, terminal);
        return DoctorAnswers.isWell(told) ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Without a quorum any node still tells that there is none. */
    private static DiagnoseResponse ask(Admin admin, int named) {
        try {
            return admin.await(admin.calls().diagnose(named));
        } catch (RefusedException | TimedOutException nobodyLeads) {
            return DoctorAnswers.withoutQuorum(
                    admin.await(admin.calls().describeCluster()),
                    String.valueOf(nobodyLeads.getMessage()));
        }
    }
}
