package io.skein.scenarios.quorum;

import io.skein.raft.Outbox;
import io.skein.raft.core.Message;
import io.skein.raft.core.VoterSet.Voter;
import io.skein.scenarios.cores.Wording;

/** The way to the others, with somebody who reads every message before it leaves. */
record WatchedLinks(Life life, Outbox real) implements Outbox {
    @Override
    public void send(int toNode, Message message) {
        life.look();
        life.stage.tell(
                life.site.name() + " to " + Wording.name(toNode) + ": " + Wording.message(message));
        life.ghost().promises().says(life, toNode, message);
        Sightings.says(life, message);
        real.send(toNode, message);
    }

    @Override
    public void reach(Voter member) {
        real.reach(member);
    }
}
