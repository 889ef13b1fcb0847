package io.skein.server.rpc;

import io.grpc.MethodDescriptor;
import io.skein.foundation.Check;
import io.skein.server.door.Refusal;
import java.util.Optional;

/**
 * A call with one request, answered once. Owned by the call's turns; {@link Reply} takes answers
 * from any thread into a turn.
 */
final class Unary<Q, R> implements Endpoint.Call<Q> {
    /** Takes the one request. */
    interface Handler<Q, R> {
        void take(Q request, Reply<R> reply) throws Refused;
    }

    private final Handler<Q, R> handler;
    private final Reply<R> reply;
    private Optional<Q> request = Optional.empty();
    private boolean taken;

    private Unary(Handler<Q, R> handler, Reply<R> reply) {
        this.handler = handler;
        this.reply = reply;
    }

    static <Q, R> Endpoint<Q, R> endpoint(
            MethodDescriptor<Q, R> method, CallFigures figures, Handler<Q, R> handler) {
        return new Endpoint<>(
                method,
                caller -> {
                    // Two, so that a client which wrongly sends a second request is told so.
                    caller.want(2);
                    return new Unary<>(handler, new Reply<>(caller, figures));
                });
    }

    @Override
    public void onRequest(Q arrived) {
        if (request.isPresent()) {
            if (taken) return;
            taken = true;
            reply.refuse(Refusals.invalid("request", "this method takes one, not two"));
        } else {
            request = Optional.of(arrived);
        }
    }

    @Override
    public void onRequestsEnded() {
        if (taken) return;
        taken = true;
        if (request.isEmpty()) {
            reply.refuse(Refusals.invalid("request", "there is none"));
            return;
        }
        try {
            handler.take(request.get(), reply);
        } catch (Refused refused) {
            reply.refuse(refused.refusal());
        }
    }

    @Override
    public void onReady() {}

    @Override
    public void onStopping() {
        if (taken) return;
        // At once: the refusal itself is a later turn, and the request may be complete before it.
        taken = true;
        reply.refuse(Refusals.stopping());
    }

    @Override
    public void onGone() {}

    /** Where the answer goes, exactly once. */
    static final class Reply<R> {
        private final Caller<R> caller;
        private final CallFigures figures;
        private boolean given;

        private Reply(Caller<R> caller, CallFigures figures) {
            this.caller = caller;
            this.figures = figures;
        }

        /** Takes work that arrives from another lane into the call's turns. From any thread. */
        void turn(Runnable task) {
            caller.turn(task);
        }

        /** Answers. From any thread. */
        void done(R answer) {
            caller.turn(() -> {
                give();
                caller.send(answer);
                caller.finish();
            });
        }

        /** Ends the call with a refusal. From any thread. */
        void refuse(Refusal refusal) {
            figures.refused(refusal.why());
            caller.turn(() -> {
                give();
                Refusals.fail(caller, refusal);
            });
        }

        /** A refusal of one part of the request, counted, for a place in the answer. */
        io.skein.protocol.v1.Refusal told(Refusal refusal) {
            figures.refused(refusal.why());
            return Refusals.toWire(refusal);
        }

        private void give() {
            Check.that(!given, "a call is answered once");
            given = true;
        }
    }
}
