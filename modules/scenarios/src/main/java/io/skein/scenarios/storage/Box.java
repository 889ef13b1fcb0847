package io.skein.scenarios.storage;

import io.skein.foundation.world.Lane;
import io.skein.scenarios.history.Fate;
import io.skein.scenarios.history.Violation;
import io.skein.simulation.Death;
import io.skein.simulation.Platter;
import io.skein.simulation.SimDisk;
import io.skein.simulation.SimHost;
import io.skein.storage.DataDirectory;
import io.skein.storage.DirectoryClaim;
import io.skein.storage.DirectoryOpening;
import io.skein.storage.DirectoryWorld;
import io.skein.storage.Log;
import io.skein.storage.LogName;
import io.skein.storage.LogOpening;
import io.skein.storage.LogOrder;
import io.skein.storage.Outcome;
import io.skein.storage.ReadResult;
import io.skein.storage.Shelf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One machine with one data directory, over all its lives. What is asked of it is asked on its lane
 * and waited for; what cannot be answered any more ends in {@link Died}. Owned by the world.
 */
final class Box {
    private static final String PATH = "data";
    private static final int MAILBOX_MAX = 100_000;
    private static final int READ_BYTES = 4_000;
    private static final long PATIENCE_NANOS = 3_600 * Plan.SECOND;

    private final Scene scene;
    private final TreeMap<LogName, OpenLog> open = new TreeMap<>();
    private SimHost host;
    private Lane owner;
    private Optional<DataDirectory> directory = Optional.empty();
    private Optional<Shelf> shelf = Optional.empty();
    private boolean hasFailed;
    private long faultsBefore;
    private long errorsBefore;

    Box(Scene scene) {
        this.scene = scene;
        this.host = scene.world().host("box");
        this.owner = host.lane("owner", MAILBOX_MAX);
        disk().survival(scene.plan().survival()).onlyFor("commit-", "read-");
        scene.world().afterEveryEvent(() -> open.values().forEach(OpenLog::look));
    }

    SimDisk disk() {
        return host.diskFaults(PATH);
    }

    Platter platter() {
        return disk().platter();
    }

    DataDirectory directory() {
        return directory.orElseThrow(Died::new);
    }

    Shelf shelf() {
        return shelf.orElseThrow(Died::new);
    }

    long nowMillis() {
        return host.clock().wallMillis();
    }

    Map<LogName, OpenLog> open() {
        return open;
    }

    boolean isAlive() {
        return host.isAlive();
    }

    /** Whether there is a directory that does its work. */
    boolean isWorking() {
        return host.isAlive() && directory.isPresent() && !hasFailed;
    }

    /** Whether the disk has done something wrong in this life. */
    boolean hasMetFault() {
        return disk().faultsMet() > faultsBefore || disk().freeBytes() < Long.MAX_VALUE;
    }

    /** The process dies, if it lives. */
    void die(Death how) {
        host.die(how);
    }

    /** The next process, once this one is dead; the machine starts anew if that is called for. */
    void restart(boolean isReboot) {
        host.die(Death.KILL);
        boolean isSuspect = disk().errorsMet() > errorsBefore;
        if (!isReboot && disk().hasLostSync()) refuseToStart();
        // What a failed sync left in memory cannot be told from what is on the platter.
        start(isReboot || isSuspect ? host.reboot() : host.restart());
    }

    private void start(SimHost next) {
        host = next;
        owner = host.lane("owner", MAILBOX_MAX);
        directory = Optional.empty();
        shelf = Optional.empty();
        open.clear();
        hasFailed = false;
        faultsBefore = disk().faultsMet();
        errorsBefore = disk().errorsMet();
    }

    /** Somebody forgets to start the machine anew. */
    private void refuseToStart() {
        start(host.restart());
        boolean isRefused;
        try {
            isRefused = openDirectory().isPresent();
        } catch (Died died) {
            return;
        } finally {
            host.die(Death.KILL);
        }
        // What goes wrong now may hide what went wrong before.
        if (!disk().hasLostSync()) return;
        if (!isRefused) throw new Violation("failed-sync", "a process of the same boot goes on");
        scene.reached("failed sync told by a start");
    }

    /** Lets time pass. */
    void runFor(long nanos) {
        scene.world().runFor(nanos);
        if (!host.isAlive()) throw new Died();
    }

    /** Does something on the lane that owns the logs, now or soon. */
    void onLane(Runnable task) {
        owner.answer(task);
    }

    /** Asks and waits. */
    <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        owner.answer(() -> question.accept(answer::complete));
        boolean _ =
                scene.world().runUntil(() -> answer.isDone() || !host.isAlive(), PATIENCE_NANOS);
        if (answer.isDone()) return answer.join();
        if (host.isAlive()) throw new Violation("no-answer", "nothing came for an hour");
        throw new Died();
    }

    /** Opens the directory; empty if it said what is wrong with it. */
    Optional<String> openDirectory() {
        DirectoryWorld around =
                new DirectoryWorld(
                        host.disk(PATH),
                        host.clock(),
                        host.entropy("storage"),
                        host.lane("commit-0", MAILBOX_MAX),
                        host.lane("read-0", MAILBOX_MAX),
                        scene.plan().settings(),
                        this::fail);
        DirectoryClaim claim = new DirectoryClaim(1, Optional.empty());
        return switch (this.<DirectoryOpening>ask(
                then -> DataDirectory.open(around, claim, owner, then))) {
            case DirectoryOpening.Opened(DataDirectory opened) -> {
                directory = Optional.of(opened);
                shelf = Optional.of(opened.shelf(owner));
                yield Optional.empty();
            }
            case DirectoryOpening.Refused(var why) -> Optional.of(why.sentence());
        };
    }

    private void fail(String cause) {
        hasFailed = true;
        if (!hasMetFault()) throw new Violation("failed-disk", cause);
    }

    LogOpening openLog(Ghost ghost, boolean isNew) {
        LogOrder order =
                new LogOrder(ghost.name(), ghost.topic(), isNew, scene.plan().logSettings());
        return this.<LogOpening>ask(then -> shelf().open(order, (_, _) -> {}, then));
    }

    /** Takes over a log that was just opened. */
    OpenLog adopt(Ghost ghost, Log log) {
        OpenLog made = new OpenLog(log, ghost, scene);
        open.put(ghost.name(), made);
        return made;
    }

    /** All of a log that nobody changes meanwhile. */
    Reading read(Log log) {
        long start = log.start();
        long end = log.end();
        List<ByteBuffer> batches = new ArrayList<>();
        List<Reading.Range> damaged = new ArrayList<>();
        long next = start;
        while (next < end) {
            long from = next;
            switch (this.<ReadResult>ask(then -> log.read(from, end, READ_BYTES, then))) {
                case ReadResult.Batches(List<ByteBuffer> more, long after, var lease) -> {
                    for (ByteBuffer batch : more) batches.add(copy(batch));
                    lease.giveBack();
                    if (after <= from) throw new Violation("unreadable", log.name() + "@" + from);
                    next = after;
                }
                case ReadResult.Damaged(long first, long before, String cause) -> {
                    if (before <= from) throw new Violation("unreadable", cause);
                    damaged.add(new Reading.Range(Math.min(first, from), before));
                    next = before;
                    scene.reached("damage told to a reader");
                }
                case ReadResult.Overloaded() -> runFor(Plan.MILLI);
                case ReadResult.OutOfRange outside ->
                        throw new Violation("unreadable", log.name() + ": " + outside);
                case ReadResult.Offline(String cause) -> throw excused("unreadable", cause);
            }
        }
        return new Reading(start, end, batches, damaged);
    }

    static ByteBuffer copy(ByteBuffer batch) {
        ByteBuffer made = ByteBuffer.allocate(batch.remaining());
        return made.put(batch.duplicate()).flip();
    }

    /** What to throw when something went wrong: nobody is to blame if the disk did first. */
    RuntimeException excused(String invariant, String story) {
        return hasMetFault() || !host.isAlive() ? new Died() : new Violation(invariant, story);
    }

    /** Closes a log, which then has kept all that it was given. */
    void close(OpenLog each) {
        open.remove(each.ghost.name());
        Outcome outcome = this.<Outcome>ask(each::close);
        if (!(outcome instanceof Outcome.Done)) throw excused("failed", "closing: " + outcome);
        if (each.log.durableEnd() != each.log.end()) {
            throw new Violation("dirty-stop", each.ghost.name() + " has an end that may go");
        }
        each.ghost.promise(each.log.end());
    }

    void delete(Ghost ghost) {
        ghost.is(Fate.BEING_DELETED);
        Outcome outcome = this.<Outcome>ask(then -> shelf().delete(ghost.name(), then));
        if (!(outcome instanceof Outcome.Done)) throw excused("failed", "deleting: " + outcome);
        ghost.is(Fate.GONE);
    }

    /** An orderly stop; the process is still there. */
    void stop() {
        List<OpenLog> closing = List.copyOf(open.values());
        for (OpenLog each : closing) close(each);
        Outcome outcome = this.<Outcome>ask(then -> directory().close(owner, then));
        if (!(outcome instanceof Outcome.Done)) throw excused("failed", "stopping: " + outcome);
        closing.forEach(each -> each.ghost.isWrittenDown());
    }
}
