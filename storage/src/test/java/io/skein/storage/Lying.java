package io.skein.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skein.foundation.world.Disk;
import io.skein.storage.format.SegmentName;
import io.skein.storage.format.SmallFile;
import io.skein.storage.inspect.Finding;
import io.skein.storage.inspect.Totals;
import io.skein.storage.inspect.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of a node that is stopped, as they lie in a real folder, to be damaged and checked. */
final class Lying {
    final Path folder;
    final Path log;
    final List<Long> bases = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();

    private Lying(Path folder) {
        this.folder = folder;
        this.log = folder.resolve(Rig.NAME.folder());
    }

    /** Several segments in two epochs, after an orderly stop or after the host has died. */
    static Lying of(Path folder, boolean stoppedWell) throws IOException {
        Story story = new Story(1);
        Log log = story.open();
        for (int i = 0; i < 4; i++) story.append(log, 5, i / 2);
        if (stoppedWell) {
            assertEquals(new Outcome.Done(), story.rig.close(log));
            assertEquals(new Outcome.Done(), story.rig.closeDirectory());
        } else {
            story.restart();
        }
        return of(folder, story);
    }

    /** What has become of a story, whose machine is off. */
    static Lying of(Path folder, Story story) throws IOException {
        Lying files = new Lying(folder);
        copy(story.rig.disk, "", folder);
        files.bases.addAll(LogFolder.segments(story.rig.disk, Rig.NAME.folder()));
        return files;
    }

    private static void copy(Disk disk, String from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : disk.list(from)) {
            String file = from.isEmpty() ? name : from + "/" + name;
            if (name.equals(DirectoryOpener.LOCK)) continue;
            if (disk.isDirectory(file)) copy(disk, file, to.resolve(name));
            else Files.write(to.resolve(name), SmallFile.read(disk, file).orElseThrow());
        }
    }

    Path first(String kind) {
        return folder.resolve(SegmentName.of(Rig.NAME.folder(), bases.getFirst(), kind));
    }

    Path last(String kind) {
        return folder.resolve(SegmentName.of(Rig.NAME.folder(), bases.getLast(), kind));
    }

    /** Checks the whole directory. */
    Totals verify() {
        return verify(folder);
    }

    Totals verify(Path place) {
        findings.clear();
        Verification.Result result = Verification.verify(place, findings::add);
        Totals totals =
                assertInstanceOf(Verification.Result.Verified.class, result, result.toString())
                        .totals();
        assertEquals(findings.stream().filter(Finding::isProblem).count(), totals.problems());
        return totals;
    }

    /** The problems' words, each with its file's name. */
    List<String> problems() {
        return findings.stream()
                .filter(Finding::isProblem)
                .map(each -> each.file().getFileName() + ": " + each.what())
                .toList();
    }
}
