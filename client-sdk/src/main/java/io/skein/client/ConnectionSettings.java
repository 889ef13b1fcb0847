package io.skein.client;

import java.time.Duration;
import java.util.List;

/**
 * How a client finds and keeps its cluster. Values are checked as they are made.
 *
 * @param bootstrap addresses to try, "host:port"; one is enough (bootstrap.servers)
 * @param connectTimeout how long an address may take to answer the first call
 * @param requestTimeout how long a call may take (request.timeout.ms)
 * @param reconnectBackoff the wait before the first try again (reconnect.backoff.ms)
 * @param reconnectBackoffMax what that wait grows to (reconnect.backoff.max.ms)
 */
public record ConnectionSettings(
        List<String> bootstrap,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration reconnectBackoff,
        Duration reconnectBackoffMax) {
    /** One node on this machine. */
    public static final ConnectionSettings DEFAULT =
            new ConnectionSettings(
                    List.of("localhost:7070"),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1));

    private static final int PORT_MAX = 65_535;

    public ConnectionSettings {
        bootstrap = List.copyOf(bootstrap);
        if (bootstrap.isEmpty()) throw new IllegalArgumentException("bootstrap names no address");
        bootstrap.forEach(ConnectionSettings::requireAddress);
        Require.positive("connectTimeout", connectTimeout);
        Require.positive("requestTimeout", requestTimeout);
        Require.positive("reconnectBackoff", reconnectBackoff);
        Require.positive("reconnectBackoffMax", reconnectBackoffMax);
        if (reconnectBackoffMax.compareTo(reconnectBackoff) < 0) {
            throw new IllegalArgumentException("reconnectBackoffMax is less than reconnectBackoff");
        }
    }

    /** The same with other addresses; each may hold several, separated by commas. */
    public ConnectionSettings withBootstrap(List<String> addresses) {
        List<String> each =
                addresses.stream()
                        .flatMap(some -> List.of(some.split(",", -1)).stream())
                        .map(String::strip)
                        .toList();
        return new ConnectionSettings(
                each, connectTimeout, requestTimeout, reconnectBackoff, reconnectBackoffMax);
    }

    /** The same with another time for calls. */
    public ConnectionSettings withRequestTimeout(Duration timeout) {
        return new ConnectionSettings(
                bootstrap, connectTimeout, timeout, reconnectBackoff, reconnectBackoffMax);
    }

    /** The same with another time for the first call. */
    public ConnectionSettings withConnectTimeout(Duration timeout) {
        return new ConnectionSettings(
                bootstrap, timeout, requestTimeout, reconnectBackoff, reconnectBackoffMax);
    }

    private static void requireAddress(String address) {
        int colon = address.lastIndexOf(':');
        boolean numbered = colon > 0 && address.substring(colon + 1).matches("[0-9]{1,5}");
        int port = numbered ? Integer.parseInt(address.substring(colon + 1)) : 0;
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "an address is written host:port, as in localhost:7070, not '" + address + "'");
        }
    }
}
