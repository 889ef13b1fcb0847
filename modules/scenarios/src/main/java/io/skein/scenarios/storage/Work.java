package io.skein.scenarios.storage;

import io.skein.records.Batch;
import io.skein.records.ProducerStamp;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Gen;
import io.skein.storage.AppendResult;
import io.skein.storage.Compaction;
import io.skein.storage.CompactionResult;
import io.skein.storage.CompactionSettings;
import io.skein.storage.Log;
import io.skein.storage.Retention;
import io.skein.storage.TruncateResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is done to logs that are open. Nothing here waits for an answer. Owned by the world. */
final class Work {
    private static final int BATCHES_MAX = 4;

    private final Scene scene;
    private final Box box;
    private long acknowledged;

    Work(Scene scene, Box box) {
        this.scene = scene;
        this.box = box;
    }

    /** How many batches were taken. */
    long acknowledged() {
        return acknowledged;
    }

    /** A turn in which some logs are appended to. */
    void append(Gen gen, List<OpenLog> logs) {
        box.onLane(() -> {
            for (OpenLog each : logs) {
                IntStream.rangeClosed(1, gen.between(1, BATCHES_MAX)).forEach(_ -> add(gen, each));
            }
        });
    }

    private void add(Gen gen, OpenLog to) {
        ByteBuffer batch = new Content(gen, to.ghost, box.nowMillis()).batch();
        int epoch = to.log.epochs().last().orElse(0) + (gen.chance(0.05) ? 1 : 0);
        boolean isProducers = Batch.producerId(batch, batch.position()) >= 0;
        Optional<AppendResult> refusal = isProducers ? refusal(to, batch) : Optional.empty();
        boolean isCertain = !isProducers || isCertain(to, batch, refusal);
        AppendResult result = to.log.append(batch, epoch);
        String whose = isProducers ? " " + stamp(batch) : "";
        scene.tell(to.ghost.name() + whose + ": " + result);
        switch (result) {
            case AppendResult.Appended(_, long next) -> {
                if (isCertain && refusal.isPresent()) throw misjudged(refusal.get(), result);
                to.ghost.extent().given().add(Box.copy(batch).array(), next);
                acknowledged++;
                boolean hasWrapped =
                        isProducers
                                && Batch.baseSequence(batch, batch.position())
                                        > Batch.lastSequence(batch, batch.position());
                scene.reachedIf(hasWrapped, "sequence went round");
            }
            case AppendResult.Duplicate _,
                    AppendResult.OutOfOrder _,
                    AppendResult.OldEpoch _,
                    AppendResult.UnknownProducer _ -> {
                if (isCertain && !refusal.equals(Optional.of(result))) {
                    throw misjudged(refusal.isPresent() ? refusal.get() : "taken", result);
                }
                boolean isDuplicate = result instanceof AppendResult.Duplicate;
                scene.reached(result.getClass().getSimpleName());
                scene.reachedIf(isDuplicate && to.isKnownFromBefore, "duplicate after a start");
            }
            case AppendResult.Overloaded _ -> scene.reached("overloaded");
            case AppendResult.NoRoom _ -> scene.reached("append finds no room");
            case AppendResult.Offline _ -> {}
        }
    }

    private static Violation misjudged(Object expected, AppendResult got) {
        return new Violation("producer-state", got + ", not " + expected);
    }

    private static Optional<AppendResult> refusal(OpenLog to, ByteBuffer batch) {
        return to.ghost.producers().refusal(stamp(batch), Batch.count(batch, batch.position()));
    }

    private static ProducerStamp stamp(ByteBuffer batch) {
        int at = batch.position();
        return new ProducerStamp(
                Batch.producerId(batch, at),
                Batch.producerEpoch(batch, at),
                Batch.baseSequence(batch, at));
    }

    /** Of batches that are gone by retention a start may know no more. */
    private static boolean isCertain(OpenLog to, ByteBuffer batch, Optional<AppendResult> refusal) {
        boolean isStretched = Batch.lastOffsetDelta(batch, batch.position()) > BATCHES_MAX;
        if (to.ghost.excuses().isForgetful() || isStretched) return false;
        Optional<Producers.One> known = to.ghost.producers().one(stamp(batch).producerId());
        if (known.isEmpty()) return true;
        List<Producers.Sent> sent = known.get().batches();
        long start = to.ghost.extent().startMost();
        if (sent.getLast().base() < start) return false;
        boolean isLast =
                refusal.isPresent()
                        && refusal.get() instanceof AppendResult.Duplicate(long first, _)
                        && first == sent.getLast().base();
        boolean isWhole = sent.getFirst().base() >= start && !to.ghost.isKeyed();
        boolean isDuplicate =
                refusal.isPresent() && refusal.get() instanceof AppendResult.Duplicate;
        return isWhole || isLast || !isDuplicate;
    }

    /** Closes old segments and lets them go. */
    void age(Gen gen, OpenLog each) {
        if (each.isAging || each.isCutting) return;
        each.isAging = true;
        Retention rules =
                new Retention(
                        gen.pick(-1L, 50L, 1_000L),
                        gen.pick(-1L, 0L, 1_500L),
                        gen.pick(1L, Plan.MILLI * 20));
        box.onLane(() -> {
            Log log = each.log;
            long before = gen.between(0, 3) > 0 ? log.durableEnd() : log.start();
            each.ghost.extent().mayStartAt(before);
            log.age(
                    rules,
                    box.nowMillis(),
                    before,
                    freed -> {
                        each.isAging = false;
                        scene.tell(each.ghost.name() + " starts at " + log.start());
                        scene.reachedIf(freed.segments() > 0, "retention freed");
                    });
        });
    }

    void compact(Gen gen, OpenLog each) {
        if (!each.ghost.isKeyed() || each.isCompacting || each.isCutting) return;
        each.isCompacting = true;
        CompactionSettings settings =
                new CompactionSettings(
                        gen.pick(0.0, 0.3),
                        0,
                        gen.pick(-1L, 0L),
                        gen.pick(0L, 30L, 2_000L),
                        new CompactionSettings.Budget(
                                gen.pick(1L << 16, 200L, 48L), gen.pick(1L << 40, 20_000L)));
        box.onLane(() -> {
            long before = each.log.durableEnd();
            each.ghost.agreedTo(before);
            Compaction.Order order = new Compaction.Order(settings, box.nowMillis(), before);
            each.log.compaction().start(order, result -> compacted(each, result));
        });
    }

    private void compacted(OpenLog each, CompactionResult result) {
        each.isCompacting = false;
        scene.tell(each.ghost.name() + ": " + result);
        switch (result) {
            case CompactionResult.Done(_, long written, _, _) ->
                    scene.reached(written > 0 ? "compacted" : "nothing to compact");
            case CompactionResult.NotDue _ -> {}
            case CompactionResult.NoRoom _ -> scene.reached("compaction finds no room");
            case CompactionResult.Stopped _ -> scene.reached("compaction given up");
            case CompactionResult.Parked(String cause) -> {
                boolean isToBlame = each.ghost.excuses().hasSegments() || box.hasMetFault();
                if (!isToBlame) throw new Violation("unfounded-damage", cause);
                scene.reached("compaction met damage");
            }
        }
    }

    /** Takes back the end of a log. */
    void cut(Gen gen, OpenLog each) {
        if (each.isCutting || each.isAging) return;
        each.isCutting = true;
        box.onLane(() -> {
            Log log = each.log;
            long least = Math.max(each.ghost.extent().startMost(), each.ghost.agreed());
            long offset = least + gen.between(0, Math.max(0, log.end() - least));
            each.ghost.extent().mayEndAt(offset);
            long segments = segments(each);
            log.truncation()
                    .to(
                            offset,
                            result -> {
                                scene.tell(each.ghost.name() + " cut at " + offset + ": " + result);
                                if (result instanceof TruncateResult.Done(long end)) {
                                    each.ghost.endsAt(end, each.log.durableEnd());
                                    scene.reachedIf(
                                            segments(each) < segments, "truncated across segments");
                                }
                                afterCut(each, result);
                            });
        });
    }

    private long segments(OpenLog each) {
        String folder = each.ghost.name().folder() + "/";
        return box.platter().names().stream()
                .filter(name -> name.startsWith(folder) && name.endsWith(".log"))
                .count();
    }

    /** Takes back everything. */
    void empty(Gen gen, OpenLog each) {
        if (each.isCutting || each.isAging) return;
        each.isCutting = true;
        long offset = gen.between(0, 500);
        box.onLane(() -> {
            each.ghost.extent().mayBeginAt(offset);
            each.log
                    .truncation()
                    .wholly(
                            offset,
                            result -> {
                                scene.tell(each.ghost.name() + " emptied: " + result);
                                if (result instanceof TruncateResult.Done) {
                                    each.ghost.beginsAt(offset);
                                    scene.reached("truncated wholly");
                                }
                                afterCut(each, result);
                            });
        });
    }

    private void afterCut(OpenLog each, TruncateResult result) {
        each.isCutting = false;
        switch (result) {
            case TruncateResult.Done _, TruncateResult.Offline _ -> {}
            case TruncateResult.NoRoom _ -> {
                each.ghost.staysAsItIs(each.log.durableEnd());
                scene.reached("cut finds no room");
            }
            case TruncateResult.Damaged(long from, long before, String cause) -> {
                // Epochs in a file without a checksum may contradict batches that are whole.
                if (!each.ghost.excuses().isMisdated()) {
                    throw new Violation("unfounded-damage", cause + " at " + from + ", " + before);
                }
                each.ghost.staysAsItIs(each.log.durableEnd());
                scene.reached("cut met damage");
            }
        }
    }
}
