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
public final class Owed {
    /** A write, and the how manyeth of all it is. */
    public record Numbered(long number, Write write) {}

    /** A message that leaves when all writes before that one are confirmed. */
    public record Held(long before, int to, Message message) {}

    private final ArrayDeque<Numbered> writes = new ArrayDeque<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long asked;

    public Owed() {}

    public Owed(Owed other) {
        writes.addAll(other.writes);
        held.addAll(other.held);
        asked = other.asked;
    }

    public int count() {
        return writes.size();
    }

    public boolean isEmpty() {
        return writes.isEmpty();
    }

    public boolean hasBallot() {
        return firstBallot().isPresent();
    }

    boolean hasSnapshot() {
        return writes.stream().anyMatch(each -> each.write() instanceof Write.Snap);
    }

    public Numbered first() {
        return writes.getFirst();
    }

    public Optional<Numbered> firstBallot() {
        return writes.stream().filter(each -> each.write() instanceof Write.NewBallot).findFirst();
    }

    public void add(Write write) {
        writes.addLast(new Numbered(asked++, write));
    }

    /** What is asked again before the answer could leave is answered once. */
    public void hold(int to, Message message) {
        Held send = new Held(asked, to, message);
        if (!held.contains(send)) held.addLast(send);
    }

    public void confirmed(Numbered write) {
        writes.remove(write);
    }

    /** Those that need to wait no longer. */
    public List<Held> release() {
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
    public List<Object> parts() {
        List<Object> parts = new ArrayList<>();
        writes.forEach(each -> parts.add(new Numbered(each.number() - asked, each.write())));
        held.forEach(each -> parts.add(new Held(each.before() - asked, each.to(), each.message())));
        return parts;
    }
}
