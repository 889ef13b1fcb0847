package io.skein.scenarios.run;

import io.skein.scenarios.crashes.Enumeration;
import io.skein.scenarios.run.Arguments.Misread;
import io.skein.scenarios.story.Scenario;
import io.skein.scenarios.story.Verdict;
import io.skein.scenarios.story.Wish;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The simulator's command line, behind the script {@code modules/scenarios/sim}. Exit codes: 0 all
 * held, 1 something did not, 2 the command could not be understood.
 */
public final class SimMain {
    private static final int SEEDS = 500;
    private static final int SITUATIONS_FROM = 2_000;
    private static final int PROGRESS_EVERY = 50;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int REPORTED_MINUTES = 10;
    private static final int WRONG = 2;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    private final Arguments arguments;
    private final Scenario scenario;

    private SimMain(Arguments arguments, Scenario scenario) {
        this.arguments = arguments;
        this.scenario = scenario;
    }

    /** See {@code sim --help}. */
    public static void main(String[] typed) throws IOException, InterruptedException {
        int code = WRONG;
        try {
            Arguments arguments = Arguments.read(List.of(typed));
            if (arguments.command().equals("crashes")) {
                boolean isGood = new CrashRun(System.out, System.err).run(scripts(arguments));
                System.exit(isGood ? 0 : 1);
            }
            if (ExhaustiveRun.isMeant(arguments)) {
                System.exit(new ExhaustiveRun(System.out).run(arguments) ? 0 : 1);
            }
            String name = arguments.text("--scenario").orElse("node");
            Scenario scenario =
                    Scenarios.named(name)
                            .orElseThrow(() ->
                                    new Misread(
                                            "no scenario "
                                                    + name
                                                    + "; there is "
                                                    + Scenarios.names()));
            code = new SimMain(arguments, scenario).act() ? 0 : 1;
        } catch (Misread misread) {
            System.err.println("sim: " + misread.getMessage());
        }
        System.exit(code);
    }

    private static List<String> scripts(Arguments arguments) throws Misread {
        Optional<String> wanted = arguments.text("--script");
        if (wanted.isEmpty()) return Enumeration.names();
        if (Enumeration.names().contains(wanted.get())) return List.of(wanted.get());
        throw new Misread("no script " + wanted.get() + "; there are " + Enumeration.names());
    }

    private boolean act() throws Misread, IOException, InterruptedException {
        return switch (arguments.command()) {
            case "run" -> arguments.has("--verify-determinism") ? twice() : run();
            case "hunt" -> hunt();
            case "replay" -> replay();
            case "shrink" -> shrink();
            case "regressions" -> new Regressions(out, err).run();
            default ->
                    throw new Misread(
                            "unknown command "
                                    + arguments.command()
                                    + "; there are run, replay, shrink, planted, regressions,"
                                    + " crashes, exhaustive");
        };
    }

    private SeedRange range() throws Misread {
        return new SeedRange(arguments.number("--first", 1), arguments.seeds(SEEDS));
    }

    private Totals batch() throws Misread, InterruptedException {
        SeedRange range = range();
        long nanosMax =
                arguments.has("--minutes")
                        ? arguments.count("--minutes", 1) * MINUTE_NANOS
                        : Long.MAX_VALUE;
        SeedBatch.Bounds bounds = new SeedBatch.Bounds(nanosMax, Integer.MAX_VALUE);
        int[] done = {0};
        SeedBatch batch =
                new SeedBatch(
                        scenario,
                        bounds,
                        verdict -> {
                            verdict.fall().ifPresent(fall -> tell(verdict, fall));
                            if (++done[0] % PROGRESS_EVERY == 0) {
                                err.printf("%d of %s seeds%n", done[0], most(range));
                            }
                        });
        return batch.run(range);
    }

    private static String most(SeedRange range) {
        boolean isBounded = range.count() < Arguments.UNBOUNDED;
        return isBounded ? Integer.toString(range.count()) : "as many as there is time for";
    }

    private void tell(Verdict verdict, Verdict.Fall fall) {
        fall.last().forEach(err::println);
        err.println("  " + fall.story());
        err.println(failLine(scenario, verdict));
    }

    /** Which seed of the scenario broke what, and how to see it again. */
    static String failLine(Scenario scenario, Verdict verdict) {
        long seed = verdict.seed();
        String replay =
                "modules/scenarios/sim replay --scenario %s --seed %d"
                        .formatted(scenario.name(), seed);
        String invariant = verdict.fall().orElseThrow().invariant();
        return "SIM-FAIL inv=%s seed=%d replay: %s".formatted(invariant, seed, replay);
    }

    private boolean run() throws Misread, IOException, InterruptedException {
        long startNanos = System.nanoTime();
        Totals totals = batch();
        long tookNanos = System.nanoTime() - startNanos;
        if (arguments.has("--hashes")) {
            String lines =
                    totals.hashes().entrySet().stream()
                            .map(one -> "%d %016x%n".formatted(one.getKey(), one.getValue()))
                            .collect(Collectors.joining());
            Files.writeString(Path.of(arguments.text("--hashes").orElseThrow()), lines);
        }
        List<String> missed = totals.missed(scenario);
        totals.situations().forEach((name, count) -> out.printf("%8d  %s%n", count, name));
        missed.forEach(name -> out.println("   never  " + name));
        boolean blind = totals.seeds() >= SITUATIONS_FROM && !missed.isEmpty();
        err.println(totals.pace(tookNanos));
        if (tookNanos >= REPORTED_MINUTES * MINUTE_NANOS && arguments.has("--minutes")) {
            new Reliability(Path.of(Reliability.FILE)).append(scenario, totals);
        }
        out.println(totals.line(scenario));
        return totals.fallen().isEmpty() && !blind;
    }

    /** The same seeds here and in a second process: their traces must be the same. */
    private boolean twice() throws Misread, IOException, InterruptedException {
        if (arguments.has("--minutes"))
            throw new Misread("--verify-determinism takes --seeds, not --minutes");
        SeedRange range = range();
        Path other = Files.createTempFile("skein-sim", ".hashes");
        try {
            Process second =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    SimMain.class.getName(),
                                    "run",
                                    "--scenario",
                                    scenario.name(),
                                    "--seeds",
                                    Integer.toString(range.count()),
                                    "--first",
                                    Long.toString(range.first()),
                                    "--hashes",
                                    other.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Totals here = batch();
            second.waitFor();
            List<Long> differing = differing(here.hashes(), Files.readAllLines(other));
            differing.forEach(seed -> err.println("SIM-FAIL inv=determinism seed=" + seed));
            out.println(here.line(scenario) + ", " + differing.size() + " traces differ");
            return differing.isEmpty() && here.fallen().isEmpty();
        } finally {
            Files.deleteIfExists(other);
        }
    }

    private static List<Long> differing(Map<Long, Long> here, List<String> there) {
        Map<String, String> other =
                there.stream()
                        .map(line -> line.split(" ", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        List<Long> differing = new ArrayList<>();
        here.forEach((seed, hash) -> {
            String told = other.getOrDefault(Long.toString(seed), "nothing");
            if (!told.equals("%016x".formatted(hash))) differing.add(seed);
        });
        return differing;
    }

    /** Runs until one seed fails, which a planted bug has to bring about within its budget. */
    private boolean hunt() throws Misread, InterruptedException {
        int budget = arguments.budget();
        SeedRange range = new SeedRange(arguments.number("--first", 1), budget);
        SeedBatch batch = new SeedBatch(scenario, new SeedBatch.Bounds(Long.MAX_VALUE, 1), _ -> {});
        Totals totals = batch.run(range);
        if (totals.fallen().isEmpty()) {
            out.printf("not found in %d/%d seeds%n", totals.seeds(), budget);
            return false;
        }
        Verdict first = totals.fallen().getFirst();
        out.printf(
                "found in %d/%d seeds, seed %d: %s%n",
                totals.seeds(), budget, first.seed(), first.fall().orElseThrow().invariant());
        return true;
    }

    private Wish wish() throws Misread {
        if (!arguments.has("--seed")) throw new Misread("--seed is needed");
        return Wish.of(arguments.number("--seed", 0))
                .without(arguments.numbers("--without"))
                .skipping(arguments.numbers("--skip"))
                .withActors(arguments.count("--clients", Integer.MAX_VALUE));
    }

    private boolean replay() throws Misread {
        Verdict verdict = scenario.run(wish().toldTo(out::println));
        out.printf(
                "seed %d: %d events, %d faults, %d acknowledged, trace %016x%n",
                verdict.seed(),
                verdict.events(),
                verdict.faults(),
                verdict.acknowledged(),
                verdict.traceHash());
        out.println(verdict.fall().map(f -> f.invariant() + ": " + f.story()).orElse("all held"));
        return verdict.fall().isEmpty();
    }

    private boolean shrink() throws Misread {
        Verdict verdict = scenario.run(wish());
        if (verdict.fall().isEmpty()) {
            out.println("seed " + verdict.seed() + " does not fail");
            return true;
        }
        Shrink shrink = new Shrink(scenario, verdict, err::println);
        Wish smallest = shrink.smallest();
        new ShortStory(out).tell(scenario, smallest);
        out.printf(
                "%d of %d faults matter, and %s deeds: %s%n",
                verdict.faultsDrawn() - smallest.without().size(),
                verdict.faultsDrawn(),
                shrink.deedsLeft(),
                replayOf(smallest));
        return false;
    }

    private String replayOf(Wish wish) {
        StringBuilder command = new StringBuilder("modules/scenarios/sim replay --scenario ");
        command.append(scenario.name()).append(" --seed ").append(wish.seed());
        if (!wish.without().isEmpty()) {
            command.append(" --without ").append(Ranges.text(wish.without()));
        }
        if (!wish.skipped().isEmpty()) {
            command.append(" --skip ").append(Ranges.text(wish.skipped()));
        }
        if (wish.actorsMax() < Integer.MAX_VALUE) {
            command.append(" --clients ").append(wish.actorsMax());
        }
        arguments.text("--bug").ifPresent(bug -> command.append(" --bug ").append(bug));
        return command.toString();
    }
}
