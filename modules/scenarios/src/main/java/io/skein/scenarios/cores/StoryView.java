package io.skein.scenarios.cores;

import io.skein.raft.core.Batch;
import io.skein.raft.core.Standing;

/** What a story shows when it is asked how things stand. */
final class StoryView {
    private final StoryWorld world;

    StoryView(StoryWorld world) {
        this.world = world;
    }

    private void say(String line) {
        world.colony.telling().happens(() -> line);
    }

    void status(int id) {
        CoreNode node = world.node(id);
        String name = Wording.name(node.voter());
        if (!node.isUp()) {
            String disk = Wording.ballot(node.disk().ballot());
            say(name + " is down, disk: " + disk + ", log " + Wording.point(node.disk().end()));
            return;
        }
        Standing standing = world.standing(id);
        String log = Wording.point(standing.log().end());
        boolean isDurable = standing.log().durable().equals(standing.log().end());
        String durable = isDurable ? "" : ", durable " + standing.log().durable().next();
        String voters =
                standing.members()
                        .current()
                        .map(set -> ", voters " + Wording.voters(set))
                        .orElse(", no voters");
        String start = standing.log().start().next() == 0 ? "" : " from " + start(standing);
        say(
                name
                        + " "
                        + Wording.role(standing.role(), world.colony.nowNanos())
                        + "; "
                        + Wording.ballot(standing.ballot())
                        + "; log"
                        + start
                        + " to "
                        + log
                        + durable
                        + ", agreed "
                        + standing.committedBefore()
                        + voters);
    }

    private static String start(Standing standing) {
        return Wording.point(standing.log().start());
    }

    void log(int id) {
        CoreNode node = world.node(id);
        StringBuilder text = new StringBuilder(Wording.name(node.voter())).append(" log:");
        if (node.view().snapshot().at().next() > 0) {
            text.append(" snapshot ").append(Wording.point(node.view().snapshot().at()));
        }
        for (Batch batch : node.view().batches()) text.append(' ').append(Wording.batch(batch));
        say(text.toString());
    }

    void parcels() {
        if (world.colony.parcels().isEmpty()) say("nothing is on its way");
        for (Colony.Parcel parcel : world.colony.parcels()) {
            say(Colony.text(parcel) + (world.isOpen(parcel) ? "" : " is held"));
        }
    }
}
