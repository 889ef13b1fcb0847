package io.skein.scenarios.cores;

import io.skein.raft.core.Message;
import io.skein.scenarios.cores.CoreDisk.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a disk has been asked for and has not confirmed yet, in order, and the messages that must
 * not leave before. Owned by its {@link CoreNode}.
 */
final class Owed {
    /** A write, and the how manyeth of all it is. */
    record Numbered(long number, Write write) {}

    /** A message that leaves when all writes before that one are confirmed. */
    record Held(long before, int to, Message message) {}

    private final ArrayDeque<Numbered> writes = new ArrayDeque<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long asked;

    Owed() {}

    Owed(Owed other) {
        writes.addAll(other.writes);
        held.addAll(other.held);
        asked = other.asked;
    }

    int count() {
        return writes.size();
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    boolean hasBallot() {
        return firstBallot().isPresent();
    }

    boolean hasSnapshot() {
        return writes.stream().anyMatch(each -> each.write() instanceof Write.Snap);
    }

    Numbered first() {
        return writes.getFirst();
    }

    Optional<Numbered> firstBallot() {
        return writes.stream().filter(each -> each.write() instanceof Write.NewBallot).findFirst();
    }

    void add(Write write) {
        writes.addLast(new Numbered(asked++, write));
    }

    /** What is asked again before the answer could leave is answered once. */
    void hold(int to, Message message) {
        Held send = new Held(asked, to, message);
        if (!held.contains(send)) held.addLast(send);
    }

    void confirmed(Numbered write) {
        writes.remove(write);
    }

    /** Those that need to wait no longer. */
    List<Held> release() {
        List<Held> free = new ArrayList<>();
        while (!held.isEmpty() && isDurable(held.getFirst().before())) {
            free.add(held.removeFirst());
        }
        return free;
    }

    private boolean isDurable(long before) {
        return writes.isEmpty() || writes.getFirst().number() >= before;
    }

    void forget() {
        writes.clear();
        held.clear();
    }

    /** All of it, however much was asked before. */
    List<Object> parts() {
        List<Object> parts = new ArrayList<>();
        writes.forEach(each -> parts.add(new Numbered(each.number() - asked, each.write())));
        held.forEach(each -> parts.add(new Held(each.before() - asked, each.to(), each.message())));
        return parts;
    }
}
