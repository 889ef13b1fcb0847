package io.skein.scenarios.storage;

import io.skein.foundation.Uuid;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Platter;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Starts the directory anew until it is open, with all its logs, and judges what is found there.
 * Knows every log that there ever was. Owned by the world.
 */
final class Start {
    private static final int ATTEMPTS_MENDED = 3;
    private static final int ATTEMPTS_MAX = 8;
    private static final String LOG = ".log";
    private static final String POINTS = "recovery-point-offset-checkpoint";
    private static final String STOPPED_WELL = ".skein_cleanshutdown";
    private static final String SWAP = ".log.swap";
    private static final String CLEANED = ".log.cleaned";

    private final Scene scene;
    private final Box box;
    private final TreeMap<LogName, Ghost> ghosts = new TreeMap<>();
    private boolean mayRefuse;
    private boolean isRefused;
    private boolean isJournalRotten;
    private byte[] rottenPoints = {};
    private boolean areTornEndsUnclear;
    private int topics;

    Start(Scene scene, Box box) {
        this.scene = scene;
        this.box = box;
    }

    Map<LogName, Ghost> ghosts() {
        return ghosts;
    }

    /** What says whose the directory is was damaged. */
    void mayRefuse() {
        mayRefuse = true;
    }

    /**
     * Something was damaged that tells of all logs.
     *
     * @param isAtRest whether the stop was orderly, so that it says nothing of any but that all is
     *     well; unless a damaged journal had been left as it is
     */
    void suspectAll(boolean isAtRest) {
        if (isAtRest && !isJournalRotten) return;
        ghosts.values().forEach(ghost -> ghost.excuses().suspect());
    }

    /** Whether the directory said that it is damaged itself, and so the run is over. */
    boolean isRefused() {
        return isRefused;
    }

    /** Until they are saved anew, after a crash nobody can tell a torn end from a rotten one. */
    void pointsRot() {
        rottenPoints = box.platter().bytes(POINTS);
    }

    /** The journal was damaged while it was needed, and is left as it is. */
    void journalRots() {
        isJournalRotten = true;
        suspectAll(false);
    }

    Uuid newTopic() {
        return new Uuid(7, ++topics);
    }

    /** Makes a log; whatever had its name before counts no more. */
    void make(Ghost ghost) {
        ghosts.put(ghost.name(), ghost);
        open(ghost);
    }

    /** Opens all there is, over as many lives as it takes. */
    void untilOpen(boolean isReboot) {
        boolean reboots = isReboot;
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            if (attempt > ATTEMPTS_MENDED) box.disk().mend();
            try {
                box.restart(reboots);
                openAll();
                return;
            } catch (Died again) {
                scene.reached("died in a start");
                reboots = attempt % 2 == 0;
            }
        }
        throw new Violation("no-start", "not even on a disk that works");
    }

    /** The first life. */
    void openAll() {
        Map<String, Long> before = lengths(box.platter(), "");
        List<String> names = box.platter().names();
        areTornEndsUnclear =
                names.contains(POINTS)
                        && !names.contains(STOPPED_WELL)
                        && Arrays.equals(box.platter().bytes(POINTS), rottenPoints);
        boolean isLeftover = box.platter().names().stream().anyMatch(n -> n.endsWith(CLEANED));
        Optional<String> refusal = box.openDirectory();
        if (refusal.isPresent()) {
            if (!mayRefuse || box.hasMetFault()) {
                throw box.excused("lost-directory", refusal.get());
            }
            scene.reached("damaged directory told");
            isRefused = true;
            return;
        }
        scene.reachedIf(isLeftover, "unfinished rewrite found");
        Map<String, Long> after = lengths(box.platter(), "");
        boolean isReplayed =
                after.entrySet().stream()
                        .anyMatch(each -> each.getValue() > before.getOrDefault(each.getKey(), 0L));
        scene.reachedIf(isReplayed, "replayed a frame");
        for (Ghost each : List.copyOf(ghosts.values())) reopen(each);
    }

    private static Map<String, Long> lengths(Platter platter, String folder) {
        Map<String, Long> lengths = new TreeMap<>();
        for (String name : platter.names()) {
            if (name.startsWith(folder) && name.endsWith(LOG)) {
                lengths.put(name, platter.length(name));
            }
        }
        return lengths;
    }

    private void reopen(Ghost each) {
        switch (each.fate()) {
            case BEING_MADE -> {
                open(each);
                scene.reached("made by a start");
            }
            case THERE -> open(each);
            case BEING_DELETED -> {
                box.delete(each);
                scene.reached("deleted by a start");
            }
            case GONE -> {
                LogOpening opening = box.openLog(each, false);
                if (!(opening instanceof LogOpening.Lost)) {
                    throw box.excused("deleted-log", each.name() + " is back: " + opening);
                }
            }
        }
    }

    private void open(Ghost ghost) {
        String folder = ghost.name().folder() + "/";
        Map<String, Long> before = lengths(box.platter(), folder);
        boolean isSwapping =
                box.platter().names().stream()
                        .anyMatch(name -> name.startsWith(folder) && name.endsWith(SWAP));
        LogOpening opening = box.openLog(ghost, ghost.fate() == Fate.BEING_MADE);
        if (opening instanceof LogOpening.Opened(Log log)) {
            scene.reachedIf(isSwapping, "swap completed after a crash");
            Map<String, Long> after = lengths(box.platter(), folder);
            boolean isCut =
                    after.entrySet().stream()
                            .anyMatch(e -> e.getValue() < before.getOrDefault(e.getKey(), 0L));
            scene.reachedIf(isCut && !isSwapping, "torn tail cut");
            adopt(ghost, log);
            return;
        }
        boolean isUnclear = areTornEndsUnclear && opening instanceof LogOpening.Damaged;
        if (!isUnclear && !ghost.excuses().allow(opening)) {
            throw box.excused("lost-log", ghost.name() + ": " + opening);
        }
        scene.tell(ghost.name() + " is damaged: " + opening);
        if (opening instanceof LogOpening.Damaged(long from, long upTo, String cause)) {
            if (upTo < from) throw new Violation("unfounded-damage", cause);
            scene.reachedIf(cause.contains("journal"), "damaged journal told");
        }
        scene.reached("damage told at opening");
        if (!isSwapping && !before.equals(lengths(box.platter(), folder))) {
            throw new Violation("damage-cut", ghost.name() + " was changed: " + opening);
        }
        box.delete(ghost);
    }

    private void adopt(Ghost ghost, Log log) {
        boolean isOld = ghost.fate() == Fate.THERE;
        OpenLog made = box.adopt(ghost, log);
        Reading read = box.read(log);
        scene.tell(ghost.name() + " is found from " + read.start() + " to " + read.end());
        ghost.found(read);
        made.checkStanding();
        made.isKnownFromBefore = isOld;
    }

    /** All that is open is read from start to end. */
    void judge() {
        for (OpenLog each : new ArrayList<>(box.open().values())) {
            each.ghost.found(box.read(each.log));
            each.checkStanding();
        }
    }
}
