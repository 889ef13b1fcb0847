package io.skein.scenarios.exhaustive;

import io.skein.raft.core.Message;

/** A message on its way. */
record Parcel(int from, int to, Message message) {}
