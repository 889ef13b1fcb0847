package io.skein.storage;

import io.skein.foundation.world.Lane;
import io.skein.storage.Compaction.Ending;
import io.skein.storage.compact.Cleaned;
import io.skein.storage.compact.Grouping;
import io.skein.storage.compact.KeyMap;
import io.skein.storage.compact.LastSequences;
import io.skein.storage.compact.Need;
import io.skein.storage.compact.Sieve;
import io.skein.storage.compact.Span;
import io.skein.storage.compact.Tally;
import io.skein.storage.format.FileNames;
import io.skein.storage.format.SmallFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One pass over a log. Owned by the log's lane; all reading and writing is done in small steps on
 * the read lane, between which readers get their turn and the run may be stopped.
 *
 * <pre>
 *   is there need? ─▶ turn ─▶ keys of what is new ─▶ garbage of each segment
 *       ─▶ for each group worth it: rewrite ─▶ swap in ─▶ note how far it came
 * </pre>
 */
final class CompactionRun {
    private final Log log;
    private final Compaction.Parts parts;
    private final Compaction.Order order;
    private final Consumer<Ending> then;
    private final Lane lane;
    private final DirectoryState directory;
    private final RunSteps steps;
    private Optional<Cleaned> known = Optional.empty();
    private List<Span> segments = List.of();
    private boolean isWaiting;
    private boolean hasTurn;
    private boolean isStopped;
    private boolean isOver;
    private boolean isSwapping;
    private long mapBytes;
    private long writtenBytes;
    private long removedBytes;

    CompactionRun(Log log, Compaction.Parts parts, Compaction.Order order, Consumer<Ending> then) {
        this.log = log;
        this.parts = parts;
        this.order = order;
        this.then = then;
        this.lane = log.shelf().owner();
        this.directory = log.shelf().directory();
        long bytesPerSecond = order.settings().budget().bytesPerSecond();
        this.steps = new RunSteps(log, bytesPerSecond, () -> isStopped, why -> end(why));
    }

    /** With how far compaction has come, if that was read before. */
    void start(Optional<Cleaned> cleaned) {
        if (cleaned.isPresent()) judge(cleaned.get(), OptionalLong.empty());
        else {
            steps.ask(
                    reader -> reader.cleaned(log.name().folder()),
                    found -> judge(found, OptionalLong.empty()));
        }
    }

    /** Stops it as soon as may be; true if that is at once. */
    boolean leave() {
        isStopped = true;
        if (isWaiting && !isOver) end(new CompactionResult.Stopped());
        return isWaiting;
    }

    boolean isSwapping() {
        return isSwapping;
    }

    private void judge(Cleaned cleaned, OptionalLong dirtyMillis) {
        Cleaned current = cleaned.from(log.start());
        known = Optional.of(current);
        segments = parts.segments().closed(order.before());
        Optional<Need> need =
                Need.of(segments, current, order.settings().rules(), dirtyMillis)
                        .or(() -> Need.ofTombstones(current, order.nowMillis()));
        boolean isDirty = !segments.isEmpty() && segments.getLast().end() > current.seenTo();
        boolean mayBeOverdue = order.settings().lagMaxMillis() >= 0 && dirtyMillis.isEmpty();
        if (need.isPresent()) {
            waitForTurn(need.get());
        } else if (isDirty && mayBeOverdue) {
            ReadOrder first = parts.segments().order(current.seenTo(), Long.MAX_VALUE, 1);
            steps.ask(
                    reader -> reader.timeOf(first),
                    time -> judge(current, OptionalLong.of(order.nowMillis() - time)));
        } else {
            end(new CompactionResult.NotDue());
        }
    }

    private void waitForTurn(Need need) {
        isWaiting = true;
        Runnable turn = () -> lane.answer(() -> begin(need));
        directory.world().read().answer(() -> directory.compactions().ask(need, turn));
    }

    private void begin(Need need) {
        hasTurn = true;
        isWaiting = false;
        if (isOver) giveTurnBack();
        else drawSecret(need);
    }

    private void drawSecret(Need need) {
        directory
                .world()
                .commit()
                .answer(() -> {
                    long low = directory.world().entropy().nextLong();
                    long high = directory.world().entropy().nextLong();
                    lane.answer(() -> makeMap(need, low, high));
                });
    }

    private void makeMap(Need need, long low, long high) {
        // Others had their turns meanwhile, and so had retention.
        segments = parts.segments().closed(order.before());
        List<Span> dirty = segments.stream().filter(each -> each.end() > need.from()).toList();
        if (dirty.isEmpty() && !need.isForTombstones()) {
            end(new CompactionResult.NotDue());
            return;
        }
        long dirtyBytes = dirty.stream().mapToLong(Span::bytes).sum();
        mapBytes = RunSteps.mapBytes(dirtyBytes, order.settings().budget());
        steps.ask(_ -> new KeyMap(mapBytes, low, high), map -> learnKeys(need, dirty, map));
    }

    private void learnKeys(Need need, List<Span> dirty, KeyMap map) {
        KeyPass keys = new KeyPass(map, need.from(), order.nowMillis(), order.settings().rules());
        if (dirty.isEmpty()) tally(need, keys);
        else steps.walk(dirty, keys, () -> tally(need, keys));
    }

    private void tally(Need need, KeyPass keys) {
        List<Span> seen = segments.stream().filter(each -> each.base() < keys.seenTo()).toList();
        boolean isNews = keys.seenTo() > need.from();
        if (seen.isEmpty() || (!isNews && !need.isForTombstones())) {
            OptionalLong young = keys.youngMillis();
            long lag = order.settings().lagMinMillis();
            OptionalLong until =
                    young.isPresent()
                            ? OptionalLong.of(young.getAsLong() + lag)
                            : OptionalLong.empty();
            end(new Ending(new CompactionResult.NotDue(), known, until));
            return;
        }
        Sieve.Pass pass =
                new Sieve.Pass(
                        known.orElseThrow().cleanTo(),
                        keys.seenTo(),
                        order.nowMillis(),
                        order.settings().rules());
        LastSequences sequences = new LastSequences(parts.producers().state());
        Sieve sieve = new Sieve(keys.map(), pass, sequences);
        TallyPass tally = new TallyPass(sieve, sequences);
        steps.walk(seen, tally, () -> choose(need, tally.tallies(), new Plan(sieve, pass)));
    }

    /** What is the same for all groups of a pass. */
    private record Plan(Sieve sieve, Sieve.Pass pass) {}

    private void choose(Need need, List<Tally> tallies, Plan plan) {
        LogSettings settings = log.settings();
        Grouping.Bounds bounds =
                new Grouping.Bounds(
                        settings.segmentBytes(),
                        settings.indexBytesMax(),
                        settings.indexIntervalBytes());
        Grouping.Choice choice = Grouping.of(tallies, bounds, need.thorough());
        Cleaned.Left left = new Cleaned.Left(choice.leftBytes(), plan.sieve().hasTombstones());
        Cleaned next = known.orElseThrow().after(need, plan.pass(), left);
        rewriteNext(choice.groups(), plan, next);
    }

    private void rewriteNext(List<List<Tally>> left, Plan plan, Cleaned next) {
        if (left.isEmpty()) {
            note(next);
            return;
        }
        List<Span> group = left.getFirst().stream().map(Tally::span).toList();
        long bytes = left.getFirst().stream().mapToLong(Tally::usefulBytes).sum();
        long base = group.getFirst().base();
        SegmentIndex index = new SegmentIndex(base, log.settings().indexIntervalBytes());
        Rewrite rewrite =
                new Rewrite(
                        directory.world(),
                        log.name().folder(),
                        index,
                        new Rewrite.Target(base, plan.sieve()));
        Runnable goOn = () -> rewriteNext(left.subList(1, left.size()), plan, next);
        steps.making(rewrite);
        steps.ensureRoom(
                bytes,
                () ->
                        steps.walk(
                                group,
                                rewrite,
                                () -> steps.finish(rewrite, () -> swap(group, rewrite, goOn))));
    }

    private void swap(List<Span> group, Rewrite rewrite, Runnable goOn) {
        if (parts.trimming().isBusy()) {
            // It may be looking at one of these segments. It never takes long.
            steps.later(() -> swap(group, rewrite, goOn));
            return;
        }
        if (!steps.mayGoOn(group.getFirst())) {
            end(new CompactionResult.Stopped());
            return;
        }
        isSwapping = true;
        String folder = log.name().folder();
        parts.reads().hold(group.getFirst().base(), group.getLast().end());
        Consumer<Outcome> swapped =
                outcome -> lane.answer(() -> swapped(group, rewrite, outcome, goOn));
        // Reads that were asked for before are done by the time the reader comes to this.
        directory
                .world()
                .read()
                .answer(() -> {
                    for (Span each : group) directory.reader().forget(folder, each.base());
                    directory.world().commit().answer(() -> new SwapIn(log, group).start(swapped));
                });
    }

    private void swapped(List<Span> group, Rewrite rewrite, Outcome outcome, Runnable goOn) {
        isSwapping = false;
        switch (outcome) {
            case Outcome.Done _ -> {
                long base = group.getFirst().base();
                Segment made = new Segment(base, rewrite.bytes(), Optional.empty());
                made.newest(rewrite.newestMillis());
                parts.segments().replace(group, made);
                writtenBytes += rewrite.bytes();
                for (Span each : group) removedBytes += each.bytes();
                removedBytes -= rewrite.bytes();
                steps.made();
                goOn.run();
            }
            case Outcome.NoRoom _ -> end(new CompactionResult.NoRoom());
            case Outcome.Offline _ -> end(new CompactionResult.Stopped());
        }
        parts.reads().release();
    }

    private void note(Cleaned next) {
        byte[] text = next.text();
        String folder = log.name().folder();
        Consumer<Outcome> noted =
                outcome ->
                        lane.answer(() -> {
                            if (outcome instanceof Outcome.Done) known = Optional.of(next);
                            end(
                                    new CompactionResult.Done(
                                            steps.readBytes(),
                                            writtenBytes,
                                            removedBytes,
                                            mapBytes));
                        });
        directory
                .world()
                .commit()
                .answer(() ->
                        directory
                                .committer()
                                .change(
                                        disk ->
                                                SmallFile.replace(
                                                        disk, folder, FileNames.COMPACTION, text),
                                        noted));
    }

    private void end(CompactionResult result) {
        end(Ending.of(result, known));
    }

    private void end(Ending ending) {
        isOver = true;
        steps.discard();
        if (hasTurn) giveTurnBack();
        // Behind the discarding: the folder may be another's next.
        directory.world().read().answer(() -> lane.answer(() -> then.accept(ending)));
    }

    private void giveTurnBack() {
        directory.world().read().answer(directory.compactions()::done);
    }
}
