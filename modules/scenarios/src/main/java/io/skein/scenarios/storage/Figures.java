package io.skein.scenarios.storage;

import io.skein.storage.DirectoryFigures;
import io.skein.storage.JournalSettings;
import io.skein.storage.JournalSettings.Use;

/** Notices from what a directory counts, and from its files, what it has done. */
final class Figures {
    private final Scene scene;
    private final Box box;
    private long syncs;
    private long journalSyncs;

    Figures(Scene scene, Box box) {
        this.scene = scene;
        this.box = box;
    }

    /** A new life. */
    void begin() {
        syncs = 0;
        journalSyncs = 0;
    }

    /** After each step. */
    void look() {
        if (!box.isWorking()) return;
        DirectoryFigures now = box.directory().figures();
        long newSyncs = now.syncs().sum() - syncs;
        long newJournalSyncs = now.journalSyncs().sum() - journalSyncs;
        JournalSettings journal = scene.plan().settings().journal();
        boolean mayDecline = journal.use() == Use.WHEN_CHEAPER;
        boolean isDeclined = newSyncs > 0 && newJournalSyncs == 0 && now.journalSyncs().sum() > 0;
        scene.reachedIf(mayDecline && isDeclined, "journal declined for cost");
        scene.reachedIf(mayDecline && newJournalSyncs > 0, "journal chosen for cost");
        long ringBytes = (long) journal.fileBytes() * journal.filesMax();
        scene.reachedIf(now.journalBytes().sum() > ringBytes, "journal went round");
        syncs = now.syncs().sum();
        journalSyncs = now.journalSyncs().sum();
        for (OpenLog each : box.open().values()) {
            String folder = each.ghost.name().folder() + "/";
            long segments =
                    box.platter().names().stream()
                            .filter(name -> name.startsWith(folder) && name.endsWith(".log"))
                            .count();
            scene.reachedIf(segments > 1, "segment rolled");
        }
    }
}
