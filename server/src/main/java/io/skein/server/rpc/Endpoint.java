package io.skein.server.rpc;

import io.grpc.MethodDescriptor;

/**
 * One method of the public contract, whatever carries its calls: gRPC in production, connections of
 * the simulator in scenarios.
 *
 * @param method names and marshals it
 * @param handler takes its calls
 */
public record Endpoint<Q, R>(MethodDescriptor<Q, R> method, Handler<Q, R> handler) {

    /** Takes the calls of one method. Called by many threads, once for each call. */
    public interface Handler<Q, R> {
        /**
         * Begins a call, as its first turn. Nothing arrives until it asks by {@link Caller#want}.
         */
        Call<Q> open(Caller<R> caller);
    }

    /**
     * One call, as the endpoint sees it; each method is a turn of the call, see {@link
     * Caller#turn}.
     */
    public interface Call<Q> {
        void onRequest(Q request);

        /** The client will send no more requests. */
        void onRequestsEnded();

        /** {@link Caller#ready} may have become true. */
        void onReady();

        /** The node stops: take nothing more, answer what is under way, then end the call. */
        void onStopping();

        /** The call is over; replies go nowhere from now on. Always the last. */
        void onGone();
    }
}
