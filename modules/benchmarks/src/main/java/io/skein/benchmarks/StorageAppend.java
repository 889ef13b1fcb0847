package io.skein.benchmarks;

import io.skein.storage.DirectoryFigures;
import io.skein.storage.LogSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Batches of 256 KiB appended to one log and made durable, several under way, against the best of
 * some bare loops: a log makes all durable at once that came meanwhile, so a loop may do so too.
 * The largest piece is as much as the stream has under way.
 */
final class StorageAppend {
    private static final double RATIO_GOAL = 0.8;
    private static final int[] PIECES_BYTES = {256 << 10, 1 << 20, 4 << 20, 8 << 20};

    private final int seconds;
    private final Workplace place;
    private final List<BareLoop> loops = new ArrayList<>();
    private final Round[] bare = new Round[PIECES_BYTES.length];
    private Round ours = Round.NONE;

    StorageAppend(int seconds, Workplace place) {
        this.seconds = seconds;
        this.place = place;
        Arrays.fill(bare, Round.NONE);
    }

    void putInto(Result result) throws IOException, InterruptedException {
        try (LogsUnderTest logs = new LogsUnderTest(place.file("append"))) {
            for (int bytes : PIECES_BYTES) loops.add(new BareLoop(place.file(name(bytes)), bytes));
            AppendStream stream = new AppendStream(logs, logs.make(LogSettings.DEFAULT));
            measure(stream);
            DirectoryFigures done = logs.figures();
            double bytesPerSync = (double) done.appendedBytes().sum() / done.syncs().sum();
            int best = best();
            new Turns(ours, bare[best]).putInto(result, "append", RATIO_GOAL);
            result.put("append_mb_per_sync", bytesPerSync / 1e6)
                    .put("append_bare_mb_per_sync", PIECES_BYTES[best] / 1e6);
        } finally {
            for (BareLoop loop : loops) loop.close();
        }
        place.remove("append");
        for (int bytes : PIECES_BYTES) place.remove(name(bytes));
    }

    private static String name(int pieceBytes) {
        return "append-bare-" + pieceBytes;
    }

    private void measure(AppendStream stream) throws IOException, InterruptedException {
        turn(stream);
        ours = Round.NONE;
        Arrays.fill(bare, Round.NONE);
        long rounds = seconds * 1_000_000_000L / ((1 + bare.length) * Turns.ROUND_NANOS);
        for (long i = 0; i < Math.max(1, rounds); i++) turn(stream);
    }

    private void turn(AppendStream stream) throws IOException, InterruptedException {
        ours = ours.plus(stream.run(Turns.ROUND_NANOS));
        for (int i = 0; i < bare.length; i++) {
            bare[i] = bare[i].plus(loops.get(i).run(Turns.ROUND_NANOS));
        }
    }

    private int best() {
        int best = 0;
        for (int i = 1; i < bare.length; i++) {
            if (bare[i].mbPerSecond() > bare[best].mbPerSecond()) best = i;
        }
        return best;
    }
}
