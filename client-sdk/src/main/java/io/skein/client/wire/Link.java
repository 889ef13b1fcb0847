package io.skein.client.wire;

import io.grpc.MethodDescriptor;

/**
 * One way to one node. A link has no state of its own to watch: when its connection breaks or
 * cannot be made, every call and stream on it ends.
 */
public interface Link {
    /**
     * Calls a unary method. The handler hears exactly once: the answer, or how the call ended.
     *
     * @param deadlineNanos how long from now until the call ends with DEADLINE_EXCEEDED
     */
    <Q, R> void call(
            MethodDescriptor<Q, R> method, Q request, long deadlineNanos, CallHandler<R> handler);

    /** Opens a stream, without a deadline. Also for methods that stream in one direction only. */
    <Q, R> Stream<Q> stream(MethodDescriptor<Q, R> method, StreamHandler<R> handler);

    /** Ends every call and stream on it. Nothing may be started afterwards. */
    void close();
}
