package io.skein.server.rpc;

import io.skein.protocol.Framed;
import io.skein.protocol.v1.FetchResponse;
import io.skein.protocol.v1.Heartbeat;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a Fetch stream has to say: held until its client reads, and a heartbeat when there has been
 * nothing else for a while. Owned by the call's turns.
 */
final class FetchOutput {
    private static final int QUIET_TICKS_MAX = 2;

    private final Caller<Framed<FetchResponse>> caller;
    private final FetchBudget budget;
    private final Deque<Held> held = new ArrayDeque<>();
    private int quietTicks;

    private record Held(FetchReader reader, Framed<FetchResponse> response, Runnable giveBack) {}

    FetchOutput(Caller<Framed<FetchResponse>> caller, FetchBudget budget) {
        this.caller = caller;
        this.budget = budget;
    }

    /** Says so once the client reads. */
    void add(FetchReader reader, Framed<FetchResponse> response) {
        add(reader, response, () -> {});
    }

    /** The same, and gives back what the response is made of. */
    void add(FetchReader reader, Framed<FetchResponse> response, Runnable giveBack) {
        held.add(new Held(reader, response, giveBack));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    int size() {
        return held.size();
    }

    /** Says as much as the client reads now. */
    void flush() {
        while (caller.ready() && !held.isEmpty()) send(held.remove());
    }

    private void send(Held response) {
        if (response.reader().isDropped()) {
            budget.dropped(response.response().payloadBytes());
        } else {
            budget.sent(response.response().payloadBytes());
            quietTicks = 0;
            caller.send(response.response());
        }
        response.giveBack().run();
    }

    /** Some time has passed. */
    void tick() {
        if (++quietTicks < QUIET_TICKS_MAX || !caller.ready()) return;
        quietTicks = 0;
        FetchResponse heartbeat =
                FetchResponse.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build();
        caller.send(Framed.of(heartbeat));
    }

    /** Nobody is there to read it. */
    void clear() {
        held.forEach(each -> each.giveBack().run());
        held.clear();
    }
}
