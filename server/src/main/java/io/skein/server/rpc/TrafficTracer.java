package io.skein.server.rpc;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;

/** Counts what really passes over the wire, for calls of any method. */
final class TrafficTracer extends ServerStreamTracer {
    private final CallFigures figures;
    private final String method;

    private TrafficTracer(CallFigures figures, String method) {
        this.figures = figures;
        this.method = method;
    }

    static ServerStreamTracer.Factory factory(CallFigures figures) {
        return new Factory() {
            @Override
            public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
                return new TrafficTracer(figures, method);
            }
        };
    }

    @Override
    public void inboundMessage(int sequence) {
        figures.requested(method);
    }

    @Override
    public void inboundWireSize(long bytes) {
        figures.received(bytes);
    }

    @Override
    public void outboundWireSize(long bytes) {
        figures.sent(bytes);
    }
}
