package io.skein.server.broker;

import io.skein.foundation.world.Lane;
import io.skein.server.metadata.CopyId;
import io.skein.server.metadata.MetadataImage;
import io.skein.server.metadata.NodeImage.NodePort;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** The partition lanes of a node. A partition is on the same one for as long as the node runs. */
record Slots(List<Slot> all) {
    /** Of a node that has not taken up its partitions yet. */
    static final Slots NONE = new Slots(List.of());

    Slots {
        all = List.copyOf(all);
    }

    /** The one of that partition. */
    Slot of(String topic, int partition) {
        return all.get(NodePort.door(topic, partition, all.size()));
    }

    /** Puts the same question to every lane, and tells all answers together. */
    <T> void ask(Lane home, Function<PartitionLane, T> question, Consumer<List<T>> then) {
        List<T> told = new ArrayList<>();
        Countdown left = new Countdown(all.size(), () -> then.accept(told));
        for (Slot slot : all) {
            slot.lane()
                    .answer(() -> {
                        T answer = question.apply(slot.partitions());
                        home.answer(() -> {
                            told.add(answer);
                            left.one();
                        });
                    });
        }
    }

    /** See {@link Broker#unsettled}. */
    void unsettled(Lane home, Consumer<Integer> then) {
        ask(
                home,
                PartitionLane::unsettled,
                counts -> then.accept(counts.stream().mapToInt(each -> each).sum()));
    }

    /** See {@link Broker#openLogs}. */
    void openLogs(Lane home, Consumer<List<CopyId>> then) {
        for (Slot slot : all) {
            slot.lane()
                    .answer(() -> {
                        List<CopyId> open = slot.partitions().openLogs();
                        home.answer(() -> then.accept(open));
                    });
        }
    }

    /** Tells which nodes are about to stop. */
    void stopping(MetadataImage now) {
        TreeSet<Integer> nodes = new TreeSet<>();
        now.stopping().forEach((node, _) -> nodes.add(node));
        for (Slot slot : all) slot.lane().answer(() -> slot.partitions().stopping(nodes));
    }

    /** Closes all logs in order. */
    void close(Lane home, Runnable then) {
        Countdown left = new Countdown(all.size(), then);
        for (Slot slot : all) slot.lane().answer(() -> slot.close(() -> home.answer(left::one)));
    }
}
