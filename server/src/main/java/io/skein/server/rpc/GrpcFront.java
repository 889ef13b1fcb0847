package io.skein.server.rpc;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.skein.protocol.WireBounds;
import io.skein.server.door.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The public port: binds endpoints to a gRPC server, with health and reflection beside them. Calls
 * run on the server's own event loops, which nothing here blocks. Owned by whoever starts the node.
 */
public final class GrpcFront {
    private static final int RESETS_MAX = 1_000;
    private static final int RESETS_SECONDS = 10;

    private final Set<GrpcCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
    private final HealthStatusManager health = new HealthStatusManager();
    private final List<String> services = new ArrayList<>();
    private final Server server;

    private GrpcFront(
            GrpcSettings settings,
            List<Endpoint<?, ?>> endpoints,
            CallFigures figures,
            Consumer<Throwable> onBroken) {
        var bindings = new GrpcCall.Bindings(figures, calls::add, calls::remove, onBroken);
        NettyServerBuilder builder =
                builder(settings).addStreamTracerFactory(TrafficTracer.factory(figures));
        for (ServerServiceDefinition service : services(endpoints, bindings)) {
            builder.addService(service);
            services.add(service.getServiceDescriptor().getName());
        }
        services.add(HealthStatusManager.SERVICE_NAME_ALL_SERVICES);
        serving(false);
        addReflection(builder.addService(health.getHealthService()));
        this.server = builder.build();
    }

    /**
     * Listens. Health says "not serving" until {@link #serving} says otherwise.
     *
     * @param onBroken hears of bugs of ours, on any thread; the call that met one has ended by then
     */
    public static GrpcFront start(
            GrpcSettings settings,
            List<Endpoint<?, ?>> endpoints,
            CallFigures figures,
            Consumer<Throwable> onBroken)
            throws ListenFailed {
        GrpcFront front = new GrpcFront(settings, endpoints, figures, onBroken);
        for (InetSocketAddress listener : settings.listeners()) {
            if (listener.isUnresolved()) {
                throw new ListenFailed(
                        "cannot listen on "
                                + shown(settings)
                                + ": there is no host \""
                                + listener.getHostString()
                                + "\"",
                        new IOException("unresolved"));
            }
        }
        try {
            front.server.start();
            return front;
        } catch (IOException failed) {
            front.server.shutdownNow();
            throw new ListenFailed(
                    ListenFailure.line(shown(settings), "listeners", failed), failed);
        }
    }

    private static String shown(GrpcSettings settings) {
        return settings.listeners().stream()
                .map(listener -> listener.getHostString() + ":" + listener.getPort())
                .collect(Collectors.joining(", "));
    }

    private static NettyServerBuilder builder(GrpcSettings settings) {
        List<InetSocketAddress> listeners = settings.listeners();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(listeners.get(0));
        listeners.stream().skip(1).forEach(builder::addListenAddress);
        return builder.directExecutor()
                .maxInboundMessageSize(settings.messageBytesMax())
                .maxInboundMetadataSize(WireBounds.HEADER_BYTES_MAX)
                .maxConcurrentCallsPerConnection(settings.callsPerConnectionMax())
                .maxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
                .handshakeTimeout(settings.handshakeNanosMax(), TimeUnit.NANOSECONDS)
                .keepAliveTime(WireBounds.KEEPALIVE_NANOS, TimeUnit.NANOSECONDS)
                .keepAliveTimeout(WireBounds.KEEPALIVE_TIMEOUT_NANOS, TimeUnit.NANOSECONDS)
                .permitKeepAliveTime(WireBounds.KEEPALIVE_NANOS_MIN, TimeUnit.NANOSECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    private static List<ServerServiceDefinition> services(
            List<Endpoint<?, ?>> endpoints, GrpcCall.Bindings bindings) {
        Map<String, List<Endpoint<?, ?>>> byService = new TreeMap<>();
        for (Endpoint<?, ?> endpoint : endpoints) {
            String service = String.valueOf(endpoint.method().getServiceName());
            byService.computeIfAbsent(service, _ -> new ArrayList<>()).add(endpoint);
        }
        List<ServerServiceDefinition> services = new ArrayList<>();
        byService.forEach((name, bound) -> services.add(service(name, bound, bindings)));
        return services;
    }

    private static ServerServiceDefinition service(
            String name, List<Endpoint<?, ?>> endpoints, GrpcCall.Bindings bindings) {
        List<Bound<?, ?>> bound = new ArrayList<>();
        for (Endpoint<?, ?> endpoint : endpoints) bound.add(bind(endpoint));
        // Reflection finds the contract through the description that generated code gives a method.
        ServiceDescriptor.Builder descriptor =
                ServiceDescriptor.newBuilder(name)
                        .setSchemaDescriptor(endpoints.get(0).method().getSchemaDescriptor());
        for (Bound<?, ?> method : bound) descriptor.addMethod(method.method());
        ServerServiceDefinition.Builder service =
                ServerServiceDefinition.builder(descriptor.build());
        for (Bound<?, ?> method : bound) method.addTo(service, bindings);
        return service.build();
    }

    private static <Q, R> Bound<Q, R> bind(Endpoint<Q, R> endpoint) {
        MethodDescriptor<Q, R> method = endpoint.method();
        return new Bound<>(
                method.toBuilder(
                                new Received.Reader<>(method.getRequestMarshaller()),
                                method.getResponseMarshaller())
                        .build(),
                endpoint.handler());
    }

    /** An endpoint with the method as this server reads it. */
    private record Bound<Q, R>(
            MethodDescriptor<Received<Q>, R> method, Endpoint.Handler<Q, R> handler) {
        void addTo(ServerServiceDefinition.Builder service, GrpcCall.Bindings bindings) {
            service.addMethod(method, (call, headers) -> GrpcCall.begin(call, handler, bindings));
        }
    }

    @SuppressWarnings("deprecation") // Most tools still ask for the alpha version of reflection.
    private static void addReflection(NettyServerBuilder builder) {
        builder.addService(ProtoReflectionServiceV1.newInstance());
        builder.addService(io.grpc.protobuf.services.ProtoReflectionService.newInstance());
    }

    /** The addresses really listened on, in the order of the settings. */
    public List<InetSocketAddress> listening() {
        List<InetSocketAddress> bound = new ArrayList<>();
        for (SocketAddress address : server.getListenSockets()) {
            if (address instanceof InetSocketAddress internet) bound.add(internet);
        }
        return bound;
    }

    /** Says to health checks whether calls are of use now. From any thread. */
    public void serving(boolean isServing) {
        ServingStatus status = isServing ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        for (String service : services) health.setStatus(service, status);
    }

    /**
     * Stops in order: health says so, no new calls come in, streams end, what is under way is
     * answered; what is not after {@code graceNanos} is cut off. Blocks until then; may be called
     * again to cut off sooner.
     */
    public void stop(long graceNanos) {
        if (!server.isShutdown()) health.enterTerminalState();
        server.shutdown();
        for (GrpcCall<?, ?> call : calls) call.stopping();
        boolean interrupted = false;
        try {
            server.awaitTermination(graceNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopNow) {
            interrupted = true;
        }
        server.shutdownNow();
        if (interrupted) Thread.currentThread().interrupt();
    }
}
