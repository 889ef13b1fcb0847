package io.skein.scenarios.storage;

import io.skein.simulation.Gen;
import io.skein.simulation.Platter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Turns bytes over, or takes files away, and says to the ghosts what that excuses. */
final class Rot {
    private static final String JOURNAL = "__journal/";
    private static final String LOG = ".log";
    private static final String INDEX = "index";
    private static final String SNAPSHOT = ".snapshot";
    private static final String POINTS = "recovery-point-offset-checkpoint";
    private static final String EPOCHS = "leader-epoch-checkpoint";
    private static final String PARTITION = "partition.metadata";
    private static final String COMPACTION = "compaction-checkpoint";
    private static final String MARK = "meta.properties";

    private final Scene scene;
    private final Box box;
    private final Start start;

    /** What the logs are doing meanwhile. */
    private enum When {
        AT_WORK,
        AFTER_A_CRASH,
        AT_REST
    }

    Rot(Scene scene, Box box, Start start) {
        this.scene = scene;
        this.box = box;
        this.start = start;
    }

    /** Between an orderly stop and a start nothing may be taken for what was never durable. */
    boolean atRest(Gen gen) {
        boolean isDone = false;
        for (int i = gen.between(1, 3); i > 0; i--) {
            String kind =
                    gen.pick(
                            LOG,
                            LOG,
                            INDEX,
                            INDEX,
                            SNAPSHOT,
                            POINTS,
                            EPOCHS,
                            PARTITION,
                            COMPACTION,
                            JOURNAL,
                            MARK);
            if (kind.equals(MARK) && !gen.chance(0.1)) continue;
            isDone |= rot(gen, name -> isOf(name, kind), When.AT_REST);
        }
        return isDone;
    }

    /** What only helps a start, and so can be done without. */
    boolean afterCrash(Gen gen) {
        boolean isDone = false;
        for (int i = gen.between(1, 3); i > 0; i--) {
            String kind = gen.pick(INDEX, SNAPSHOT, POINTS);
            isDone |= rot(gen, name -> isOf(name, kind), When.AFTER_A_CRASH);
        }
        return isDone;
    }

    boolean atWork(Gen gen) {
        String kind = gen.pick(LOG, INDEX, LOG);
        return rot(gen, name -> isOf(name, kind), When.AT_WORK);
    }

    private static boolean isOf(String name, String kind) {
        if (kind.equals(JOURNAL)) return name.startsWith(JOURNAL);
        return name.endsWith(kind) && !name.startsWith(JOURNAL);
    }

    private boolean rot(Gen gen, Predicate<String> which, When when) {
        Platter platter = box.platter();
        List<String> names =
                platter.names().stream()
                        .filter(which)
                        .filter(name -> platter.bytes(name).length > 0)
                        .toList();
        if (names.isEmpty()) return false;
        String name = gen.pick(names);
        int length = platter.bytes(name).length;
        int at = gen.between(0, length - 1);
        for (int bits = gen.between(1, 3); bits > 0; bits--) {
            box.disk().rot(name, Math.min(length - 1, at + gen.between(0, 20)), gen.between(0, 7));
        }
        scene.tell(name + " rots at " + at + " of " + length);
        excuse(name, when);
        return true;
    }

    /** Turns over what was written to the journal between two moments that are gone. */
    boolean journal(Gen gen, Map<String, byte[]> before, Map<String, byte[]> earlier) {
        Platter platter = box.platter();
        for (Map.Entry<String, byte[]> file : earlier.entrySet()) {
            byte[] now = platter.bytes(file.getKey());
            byte[] then = file.getValue();
            byte[] old = before.getOrDefault(file.getKey(), new byte[then.length]);
            List<Integer> places = new ArrayList<>();
            boolean isOverwritten = false;
            for (int i = 0; i < Math.min(now.length, then.length); i++) {
                boolean isNew = i >= old.length || then[i] != old[i];
                if (isNew) places.add(i);
                isOverwritten |= isNew && then[i] != now[i];
            }
            // A later round, which nothing confirms yet, may have the same byte there by chance.
            if (places.isEmpty() || isOverwritten) continue;
            int at = gen.pick(places);
            box.disk().rot(file.getKey(), at, gen.between(0, 7));
            scene.tell(file.getKey() + " rots at " + at);
            start.journalRots();
            scene.reached("journal rotten");
            return true;
        }
        return false;
    }

    /** What the journal holds for good. */
    Map<String, byte[]> journal() {
        Map<String, byte[]> found = new TreeMap<>();
        for (String name : box.platter().names()) {
            if (name.startsWith(JOURNAL)) found.put(name, box.platter().bytes(name));
        }
        return found;
    }

    /** Takes a file away that can be made anew, or whose loss shows. */
    boolean lose(Gen gen) {
        String kind = gen.pick(INDEX, INDEX, SNAPSHOT, LOG, EPOCHS, COMPACTION, JOURNAL);
        List<String> names =
                box.platter().names().stream().filter(each -> isOf(each, kind)).toList();
        // A log that has lost its beginning cannot know.
        List<String> able =
                names.stream().filter(each -> !kind.equals(LOG) || !isFirst(each)).toList();
        if (able.isEmpty()) return false;
        String name = gen.pick(able);
        excuse(name, When.AT_REST);
        // That there is one says that there are producers.
        if (kind.equals(SNAPSHOT)) ghostOf(name).ifPresent(ghost -> ghost.excuses().forgetful());
        box.platter().lose(name);
        scene.tell(name + " is lost");
        return true;
    }

    private boolean isFirst(String name) {
        return bases(folder(name)).getFirst() == base(name);
    }

    private void excuse(String name, When when) {
        if (name.startsWith(JOURNAL)) {
            start.suspectAll(when == When.AT_REST);
            scene.reached("journal rotten");
        } else if (name.equals(POINTS)) {
            start.pointsRot();
            scene.reached("recovery points rotten");
        } else if (name.equals(MARK)) {
            start.mayRefuse();
        } else {
            ghostOf(name).ifPresent(ghost -> excuse(ghost, name, when));
        }
    }

    private void excuse(Ghost ghost, String name, When when) {
        Excuses excuses = ghost.excuses();
        if (name.endsWith(LOG)) {
            long base = base(name);
            List<Long> bases = bases(folder(name));
            long next =
                    bases.stream().filter(each -> each > base).findFirst().orElse(Long.MAX_VALUE);
            excuses.segment(base, next);
            // What comes behind the recovery point cannot be told from what was never durable. The
            // name of the last segment may be gone after a crash.
            boolean isNearEnd = bases.indexOf(base) >= bases.size() - 2;
            if (when == When.AT_WORK && isNearEnd) ghost.mayLose(base);
            scene.reached("segment rotten");
        } else if (name.endsWith(SNAPSHOT)) {
            scene.reached("snapshot rotten");
        } else if (name.endsWith(EPOCHS)) {
            excuses.misdated();
            excuses.suspect();
        } else if (name.endsWith(PARTITION)) {
            excuses.unclaimed();
            scene.reached("metadata rotten");
        } else if (name.endsWith(INDEX)) {
            scene.reached("index rotten");
        }
    }

    private Optional<Ghost> ghostOf(String name) {
        return start.ghosts().values().stream()
                .filter(each -> each.name().folder().equals(folder(name)))
                .findFirst();
    }

    private List<Long> bases(String folder) {
        return box.platter().names().stream()
                .filter(name -> folder(name).equals(folder) && name.endsWith(LOG))
                .map(Rot::base)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static String folder(String name) {
        return Arrays.stream(name.split("/", 2)).findFirst().orElseThrow();
    }

    private static long base(String name) {
        String file = name.substring(name.indexOf('/') + 1);
        return Long.parseLong(file.substring(0, file.indexOf('.')));
    }
}
