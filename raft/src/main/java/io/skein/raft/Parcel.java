package io.skein.raft;

import io.skein.raft.core.Message;

/** A message between members and the node that says it; what travels between nodes. */
public record Parcel(int from, Message message) {}
