package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.raft.core.Outcome;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who waits for an outcome, by ticket; each is used once. Owned by the quorum lane. */
final class Askers {
    private final TreeMap<Long, Consumer<Outcome>> waiting = new TreeMap<>();
    private long lastTicket;

    long ticketFor(Consumer<Outcome> asker) {
        waiting.put(++lastTicket, asker);
        return lastTicket;
    }

    /** Whoever holds the ticket, which is gone with that. */
    Consumer<Outcome> take(long ticket) {
        return Optional.ofNullable(waiting.remove(ticket))
                .orElseThrow(() -> Check.unreachable("a ticket is answered once: " + ticket));
    }
}
