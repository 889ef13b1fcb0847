package io.skein.storage.inspect;

import io.skein.foundation.EpochTrail;
import io.skein.storage.format.FileNames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks the folder of one log. One thread's. */
final class PartitionCheck {
    /** Files that belong here for a while, or that only Kafka has. */
    private static final List<String> TOLERATED =
            List.of(".tmp", ".deleted", ".cleaned", ".swap", ".txnindex");

    private final Path folder;
    private final Notebook notes;
    private boolean isTorn;
    private boolean isChanging;

    PartitionCheck(Path folder, Notebook notes) {
        this.folder = folder;
        this.notes = notes;
    }

    /** {@code points} says what is durable; a log that it does not name has no point yet. */
    void run(RecoveryPoint points) {
        notes.countPartition();
        try {
            names();
            partition();
            producers();
            compaction();
            if (isSwapping()) return;
            Optional<EpochTrail> epochs = epochs();
            List<SegmentFiles> segments = SegmentFiles.in(folder);
            if (segments.isEmpty()) {
                notes.add(Finding.problem(folder, "there is no segment"));
                return;
            }
            OptionalLong durable = points.durable(segments.getLast().base());
            Continuity log = new Continuity(epochs, durable, points.cleanedBefore());
            for (int i = 0; i < segments.size(); i++) {
                boolean isLast = i == segments.size() - 1;
                OptionalLong nextBase =
                        isLast ? OptionalLong.empty() : OptionalLong.of(segments.get(i + 1).base());
                segment(new SegmentCheck(segments.get(i), nextBase, log, notes), log);
            }
            if (!isChanging) end(segments.getLast(), log, durable);
            if (!isTorn && epochs.isPresent()) epochsEnd(epochs.get(), log);
        } catch (IOException unreadable) {
            notes.add(Finding.problem(folder, "cannot be read: " + reason(unreadable)));
        }
    }

    private void names() throws IOException {
        for (Path file : SegmentFiles.files(folder)) {
            String name = String.valueOf(file.getFileName());
            boolean isKnown =
                    FileKind.of(name).isPresent() || TOLERATED.stream().anyMatch(name::endsWith);
            if (!isKnown) notes.add(Finding.problem(file, "it is no file of a log"));
        }
    }

    private void partition() throws IOException {
        Path file = folder.resolve(FileNames.PARTITION);
        if (!Files.exists(file)) {
            notes.add(Finding.problem(file, "it is missing"));
        } else if (SmallTexts.partition(file).isEmpty()) {
            notes.add(Finding.problem(file, "it does not tell whose the folder is"));
        }
    }

    private void compaction() throws IOException {
        Path file = folder.resolve(FileNames.COMPACTION);
        if (!Files.exists(file) || SmallTexts.compaction(file).isPresent()) return;
        String what = "it does not tell how far compaction came, which begins anew";
        notes.add(Finding.problem(file, what).harmless());
    }

    /** Some segments may be gone already, and the one in their place is not there yet. */
    private boolean isSwapping() throws IOException {
        for (Path file : SegmentFiles.files(folder)) {
            if (!String.valueOf(file.getFileName()).endsWith(".log.swap")) continue;
            String what = "a rewritten segment, which the next start puts in its place";
            notes.add(Finding.problem(file, what + "; the log is not checked before").harmless());
            return true;
        }
        return false;
    }

    /** Most are not synced, so a crash may well leave one that is not whole. */
    private void producers() throws IOException {
        for (Path file : ProducerFile.in(folder)) {
            try {
                Optional<String> fault = ProducerFile.fault(file);
                if (fault.isEmpty()) continue;
                String what = fault.get() + "; the next start reads the log instead";
                notes.add(Finding.problem(file, what).harmless());
            } catch (NoSuchFileException gone) {
                // A node that runs keeps the newest only.
            }
        }
    }

    /** Without the file, the next start reads all segments and makes it anew. */
    private Optional<EpochTrail> epochs() throws IOException {
        Path file = folder.resolve(FileNames.EPOCHS);
        if (!Files.exists(file)) return Optional.empty();
        Optional<EpochTrail> epochs = SmallTexts.epochs(file);
        if (epochs.isEmpty()) notes.add(Finding.problem(file, "it is no ascending list of epochs"));
        return epochs;
    }

    private void segment(SegmentCheck check, Continuity log) throws IOException {
        try {
            isTorn = check.run();
        } catch (NoSuchFileException gone) {
            // A node that runs may let its oldest segment go while we look.
            isChanging = true;
            log.lose();
        }
    }

    private void end(SegmentFiles last, Continuity log, OptionalLong durable) {
        OptionalLong end = log.next();
        if (end.isEmpty() || durable.isEmpty() || end.getAsLong() >= durable.getAsLong()) return;
        long missing = durable.getAsLong() - 1;
        String what = "the log ends here, and had been synced up to offset " + missing;
        notes.add(Finding.problem(last.log(), what).of(end.getAsLong(), missing));
    }

    private void epochsEnd(EpochTrail epochs, Continuity log) {
        OptionalLong end = log.next();
        List<EpochTrail.Entry> entries = epochs.entries();
        if (end.isEmpty() || entries.isEmpty()) return;
        long start = entries.getLast().startOffset();
        if (start <= end.getAsLong()) return;
        String what = "epoch " + entries.getLast().epoch() + " begins at offset " + start;
        String where = ", behind the log's end at " + end.getAsLong();
        notes.add(Finding.problem(folder.resolve(FileNames.EPOCHS), what + where));
    }

    /** In words, without the path that the finding names anyway. */
    static String reason(IOException failed) {
        if (failed instanceof AccessDeniedException) return "permission denied";
        return String.valueOf(failed.getMessage());
    }
}
