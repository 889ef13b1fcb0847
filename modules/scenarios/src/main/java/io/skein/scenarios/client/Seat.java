package io.skein.scenarios.client;

import io.skein.client.wire.Link;
import io.skein.client.wire.Wire;
import io.skein.foundation.world.Lane;
import io.skein.scenarios.history.TopicBook.Topic;
import io.skein.scenarios.story.Stage;
import io.skein.simulation.Gen;
import java.util.List;

/** Where one client sits: its lane, its way to the nodes, and its own chance. */
public record Seat(String name, Stage stage, Lane lane, Wire wire, Gen gen, Places places) {
    public static final long MILLI = 1_000_000;
    public static final long SECOND = 1_000 * MILLI;

    /** Topics that are never deleted: a call by name means the same one however late it comes. */
    List<Topic> keptTopics() {
        return stage.topics().topics().stream()
                .filter(topic -> TopicKeeper.isKept(topic.name()))
                .toList();
    }

    /** Whether there is one node and no other: it knows all there is to know. */
    boolean isAlone() {
        return places.addresses().size() == 1;
    }

    Link open(String address) {
        return wire.open(address, lane);
    }

    /** What a client library is told of where the nodes are. */
    String[] bootstrap() {
        return places.addresses().toArray(String[]::new);
    }

    /** Says in the trace what this client has just learnt. */
    void tell(String what) {
        stage.world().trace(name + ": " + what);
    }

    /** Runs {@code task} after a drawn time of about {@code meanNanos}, or some times as late. */
    void soon(long meanNanos, Runnable task) {
        lane.after(
                1 + gen.skewed(meanNanos, 20 * meanNanos),
                () -> {
                    if (stage.deeds().isNextDone()) task.run();
                    else soon(meanNanos, task);
                });
    }
}
