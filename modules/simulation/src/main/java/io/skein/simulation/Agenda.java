package io.skein.simulation;

import java.util.Arrays;

/**
 * What is going to happen: a binary heap by time, then a number drawn for the event, then the order
 * in which events were added. Owned by the world.
 */
final class Agenda {
    private static final int FIRST_ROOM = 256;
    private static final Event NONE = new Event(Long.MAX_VALUE, 0, 0, new Label("none"), () -> {});

    private Event[] heap = new Event[FIRST_ROOM];
    private int size;
    private long added;

    Agenda() {
        Arrays.fill(heap, NONE);
    }

    /** Something that happens at one time. */
    record Event(long atNanos, long tie, long number, Label label, Runnable action) {
        boolean isBefore(Event other) {
            if (atNanos != other.atNanos) return atNanos < other.atNanos;
            return tie != other.tie ? tie < other.tie : number < other.number;
        }
    }

    void add(long atNanos, long tie, Label label, Runnable action) {
        Event event = new Event(atNanos, tie, added++, label, action);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            Arrays.fill(heap, size, heap.length, NONE);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!event.isBefore(heap[parent])) break;
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = event;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** When the next event happens; the end of time if there is none. */
    long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : heap[0].atNanos;
    }

    /** Takes the next event; there must be one. */
    Event take() {
        Event first = heap[0];
        Event last = heap[--size];
        heap[size] = NONE;
        if (size > 0) sink(last);
        return first;
    }

    private void sink(Event event) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) break;
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) child++;
            if (!heap[child].isBefore(event)) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = event;
    }
}
