package io.skein.raft;

import io.skein.raft.core.Message;
import io.skein.raft.core.VoterSet.Voter;

/** The way to the other nodes. Called on the quorum lane. */
public interface Outbox {
    /** Sends if it can. Messages may be lost, and come late or in another order. */
    void send(int toNode, Message message);

    /** That node is reached there from now on. */
    void reach(Voter member);
}
