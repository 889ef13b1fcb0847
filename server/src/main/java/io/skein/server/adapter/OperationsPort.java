package io.skein.server.adapter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The operations port: plain HTTP for Prometheus, for probes and for people. It only ever reads
 * what the node has published. A request that never ends holds up no other, least of all a probe,
 * and is cut off in time; connections have a bound.
 */
public final class OperationsPort implements AutoCloseable {
    private static final int BACKLOG_MAX = 64;
    private static final int CONNECTIONS_MAX = 256;
    private static final int REQUEST_SECONDS_MAX = 5;
    private static final int ANSWER_SECONDS_MAX = 30;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;

    private OperationsPort(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port; {@link java.net.BindException} when it is taken.
     *
     * @param address where; port 0 takes a free one
     */
    public static OperationsPort open(InetSocketAddress address, Health health, Scrape metrics)
            throws IOException {
        bound("jdk.httpserver.maxConnections", CONNECTIONS_MAX);
        bound("sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX);
        bound("sun.net.httpserver.maxRspTime", ANSWER_SECONDS_MAX);
        HttpServer server = HttpServer.create(address, BACKLOG_MAX);
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("operations").factory());
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, health, metrics));
        server.start();
        return new OperationsPort(server, threads);
    }

    /** The JDK's server takes its bounds from these alone, when it is first used. */
    private static void bound(String property, int most) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(most));
        }
    }

    /** The port that was taken. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private static void answer(HttpExchange exchange, Health health, Scrape metrics)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, TEXT, "only GET is understood here\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/live" -> probe(exchange, "live", health.whyNotLive());
                case "/started" -> probe(exchange, "started", health.whyNotStarted());
                case "/ready" -> probe(exchange, "ready", health.whyNotReady());
                case "/status" -> send(exchange, 200, TEXT, health.status());
                case "/metrics" -> send(exchange, 200, PROMETHEUS, metrics.scrape());
                case "/" -> send(exchange, 200, TEXT, "/live /started /ready /status /metrics\n");
                case String other ->
                        send(
                                exchange,
                                404,
                                TEXT,
                                "nothing here; try /live /started /ready /status /metrics\n");
            }
        }
    }

    private static void probe(HttpExchange exchange, String what, Optional<String> whyNot)
            throws IOException {
        if (whyNot.isEmpty()) {
            send(exchange, 200, TEXT, what + "\n");
        } else {
            send(exchange, 503, TEXT, "not " + what + ": " + whyNot.get() + "\n");
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** What the node says of itself, in words; asked from the operations thread. */
    public interface Health {
        /** Empty unless the process should be restarted. */
        Optional<String> whyNotLive();

        /** Empty once the node has recovered everything and joined. */
        Optional<String> whyNotStarted();

        /** Empty while the node can serve. */
        Optional<String> whyNotReady();

        /** Everything at a glance, several lines. */
        String status();
    }

    /** All figures in Prometheus' text format. */
    public interface Scrape {
        String scrape();
    }
}
