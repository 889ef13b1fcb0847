package io.skein.raft;

import io.skein.raft.core.Effect.Gate;
import io.skein.raft.core.Effect.Send;
import java.util.ArrayDeque;

/**
 * Keeps promises back until the writes before them are durable. Writes are confirmed in order, so
 * counting them is enough. Owned by its {@link QuorumDriver}.
 */
final class HeldSends {
    /** Leaves when as many writes have been confirmed. */
    private record Held(long afterWrites, Send send) {}

    private final Outbox outbox;
    private final int heldMax;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long asked;
    private long confirmed;

    HeldSends(Outbox outbox, int heldMax) {
        this.outbox = outbox;
        this.heldMax = heldMax;
    }

    void writeAsked() {
        asked++;
    }

    void writeConfirmed() {
        confirmed++;
        while (!held.isEmpty() && held.getFirst().afterWrites() <= confirmed) {
            leave(held.removeFirst().send());
        }
    }

    void send(Send send) {
        if (send.gate() == Gate.AT_ONCE || confirmed == asked) {
            leave(send);
        } else if (held.size() < heldMax) {
            held.addLast(new Held(asked, send));
        }
    }

    private void leave(Send send) {
        outbox.send(send.to(), send.message());
    }
}
