package io.skein.scenarios.cluster;

import io.skein.scenarios.story.Stage;
import io.skein.server.metadata.PartitionImage;
import io.skein.server.metadata.PartitionImage.Replica;
import io.skein.server.metadata.Reassignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Watches partitions on their way to other nodes. Owned by the world. */
record Moves(Stage stage) {

    /**
     * What is wrong with one change of a partition.
     *
     * @param minInSync how many in sync the topic asks for
     */
    List<String> wrong(PartitionImage was, PartitionImage now, int minInSync) {
        List<String> wrong = new ArrayList<>();
        boolean isNext = now.partitionEpoch() == was.partitionEpoch() + 1;
        List<Integer> gone = new ArrayList<>(was.inSync());
        gone.addAll(was.eligible());
        gone.removeAll(now.nodes());
        boolean isEnough = now.inSync().size() >= now.enough(minInSync);
        if (isNext && !gone.isEmpty() && !isEnough) {
            wrong.add("M11 n" + gone + " held what was agreed, and too few others do");
        }
        List<Integer> joined = new ArrayList<>(now.inSync());
        joined.removeAll(was.nodes());
        if (isNext && !joined.isEmpty()) wrong.add("M11 n" + joined + " came and is in sync");
        if (isEnough && !now.eligible().isEmpty()) wrong.add("M5 eligible beside enough in sync");
        for (Replica each : now.replicas()) {
            boolean isNew = was.replicaOn(each.node()).filter(each::isSame).isEmpty();
            if (isNext && isNew && !each.fresh()) wrong.add("M11 a new copy that is not empty");
        }
        return wrong;
    }

    /** Notes what has happened. */
    void note(PartitionImage was, PartitionImage now) {
        Optional<Reassignment> move = was.reassignment();
        if (move.isEmpty()) return;
        if (now.reassignment().isPresent()) {
            boolean isOther = !now.reassignment().get().target().equals(move.get().target());
            if (isOther) stage.reached("another order for what is moved");
        } else if (now.nodes().equals(move.get().target())) {
            stage.reached("a move is done");
            boolean isGone = now.replicaOn(was.leader()).isEmpty();
            if (isGone && was.leader() != now.leader()) stage.reached("a leader is moved away");
        } else if (now.nodes().equals(was.settled())) {
            stage.reached("a move is given up");
        }
    }
}
