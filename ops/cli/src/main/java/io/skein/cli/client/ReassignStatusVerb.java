package io.skein.cli.client;

import io.skein.cli.answer.Answer;
import io.skein.cli.answer.Answer.Field;
import io.skein.cli.answer.Answer.Listing;
import io.skein.cli.answer.Cell;
import io.skein.cli.command.Opt;
import io.skein.cli.command.OutputForm;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.command.Verb;
import io.skein.cli.text.ExitCode;
import io.skein.client.admin.Admin;
import io.skein.protocol.v1.CopyProgress;
import io.skein.protocol.v1.ListReassignmentsResponse;
import io.skein.protocol.v1.Reassignment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** {@code skein reassign status}: what is on its way, and how far it has come. */
final class ReassignStatusVerb implements Verb {
    private static final String WAIT = "--wait";
    private static final long LOOK_MILLIS = 1_000;
    private static final List<String> COLUMNS =
            List.of(
                    "topic",
                    "partition",
                    "state",
                    "leader",
                    "replicas",
                    "target",
                    "adding",
                    "removing",
                    "offsetsBehind",
                    "percent");

    @Override
    public CommandSpec grammar() {
        return TopicVerbs.grammar(this, "status", "Show what is on its way, and how far it is.")
                .addOption(ReassignVerbs.TOPIC.specOfMany())
                .addOption(Opt.flag(WAIT, "Wait until nothing is; meanwhile say how far it is."));
    }

    @Override
    public ExitCode run(Typed typed, Terminal terminal) {
        List<String> topics = typed.all(ReassignVerbs.TOPIC);
        ListReassignmentsResponse last =
                Catalog.ask(
                        typed,
                        terminal,
                        admin ->
                                typed.has(WAIT)
                                        ? await(admin, topics, terminal)
                                        : admin.listReassignments(topics));
        OutputForm.of(typed).print(answer(last), terminal);
        return ExitCode.OK;
    }

    private static ListReassignmentsResponse await(
            Admin admin, List<String> topics, Terminal terminal) {
        String told = "";
        ListReassignmentsResponse now = admin.listReassignments(topics);
        while (now.getMoving() + now.getWaiting() > 0) {
            String line = line(now);
            if (!line.equals(told)) terminal.err().println(line);
            told = line;
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return now;
            }
            now = admin.listReassignments(topics);
        }
        return now;
    }

    private static String line(ListReassignmentsResponse now) {
        long behind =
                now.getReassignmentsList().stream().mapToLong(ReassignStatusVerb::behind).sum();
        return "skein: %d moving, %d waiting, %d offsets behind"
                .formatted(now.getMoving(), now.getWaiting(), behind);
    }

    static Answer answer(ListReassignmentsResponse listed) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Reassignment each : listed.getReassignmentsList()) rows.add(row(each));
        return Answer.of(
                new Listing("reassignments", COLUMNS, rows),
                new Field("moving", new Cell.Whole(listed.getMoving())),
                new Field("waiting", new Cell.Whole(listed.getWaiting())));
    }

    private static List<Cell> row(Reassignment one) {
        boolean isKnown = one.getProgressCount() > 0;
        return List.of(
                new Cell.Text(one.getTopic()),
                new Cell.Whole(one.getPartition()),
                new Cell.Text(ReassignExecuteVerb.word(one.getState())),
                one.getLeaderNodeId() < 0
                        ? new Cell.Nothing()
                        : new Cell.Whole(one.getLeaderNodeId()),
                new Cell.Numbers(one.getReplicasList()),
                new Cell.Numbers(one.getTargetList()),
                new Cell.Numbers(one.getAddingList()),
                new Cell.Numbers(one.getRemovingList()),
                isKnown ? new Cell.Whole(behind(one)) : new Cell.Nothing(),
                isKnown ? new Cell.Whole(percent(one)) : new Cell.Nothing());
    }

    /** Of all that copy it together. */
    private static long behind(Reassignment one) {
        return one.getProgressList().stream()
                .mapToLong(copy -> Math.max(0, copy.getEndOffset() - copy.getHeldOffset()))
                .sum();
    }

    /** Of the one that is least far. */
    private static long percent(Reassignment one) {
        return one.getProgressList().stream()
                .mapToLong(ReassignStatusVerb::percent)
                .min()
                .orElse(0);
    }

    private static long percent(CopyProgress copy) {
        long all = copy.getEndOffset() - copy.getStartOffset();
        if (all <= 0) return 100;
        long held = Math.clamp(copy.getHeldOffset() - copy.getStartOffset(), 0, all);
        return (long) (100.0 * held / all);
    }
}
