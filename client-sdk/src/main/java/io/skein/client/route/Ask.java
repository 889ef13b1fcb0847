package io.skein.client.route;

import io.grpc.MethodDescriptor;
import io.skein.client.wire.CallHandler;

/** A unary call to make, by the time at which it is too late. */
record Ask<Q, R>(
        MethodDescriptor<Q, R> method, Q request, long deadlineNanos, CallHandler<R> handler) {}
