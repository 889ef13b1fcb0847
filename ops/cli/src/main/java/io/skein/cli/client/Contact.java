package io.skein.cli.client;

import io.skein.cli.command.Opt;
import io.skein.cli.command.Terminal;
import io.skein.cli.command.Typed;
import io.skein.cli.text.Complaint;
import io.skein.cli.text.Shown;
import io.skein.client.ConnectionSettings;
import io.skein.foundation.settings.HostPort;
import io.skein.foundation.settings.ValueType;
import io.skein.foundation.settings.ValueTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/** Where the cluster is, and whether anybody is there at all. */
public record Contact(List<HostPort> addresses) {
    private static final ValueType<List<HostPort>> ADDRESSES =
            ValueTypes.listOf(ValueTypes.HOST_PORT);
    private static final String VARIABLE = "SKEIN_BOOTSTRAP";
    private static final HostPort HERE = new HostPort("localhost", 7070);
    private static final int CONNECT_MILLIS_MAX = 2_000;

    /** The option that says where it is. */
    public static final Opt<List<HostPort>> OPTION =
            Opt.of(
                    "--bootstrap",
                    "HOST:PORT",
                    ADDRESSES,
                    "Where to find the cluster; one node is enough, several stand with commas"
                            + " between them. Default: $"
                            + VARIABLE
                            + " or "
                            + HERE
                            + ".");

    public Contact {
        addresses = List.copyOf(addresses);
    }

    /** The address that was typed, or else set in the environment, or else this machine. */
    public static Contact of(Typed typed, Terminal terminal) {
        List<HostPort> addresses =
                typed.get(OPTION)
                        .or(() -> terminal.variable(VARIABLE).map(Contact::read))
                        .orElse(List.of(HERE));
        if (addresses.isEmpty()) throw Complaint.usage("--bootstrap names no address");
        return new Contact(addresses);
    }

    private static List<HostPort> read(String variable) {
        return ADDRESSES
                .parser()
                .apply(variable.strip())
                .match(
                        addresses -> addresses,
                        problem -> {
                            String value = VARIABLE + "=" + Shown.text(variable);
                            throw Complaint.usage(value + ": " + problem);
                        });
    }

    /**
     * Returns if any of the addresses takes connections. A client would go on trying for as long as
     * it may, which is right for a service and wrong for somebody who waits at a prompt.
     */
    public Contact ensureReachable() {
        if (isReachable()) return this;
        throw Complaint.failed(
                "no Skein node answers at " + this + "; start one with: ./skein dev");
    }

    /** Whether any of the addresses takes connections now. */
    public boolean isReachable() {
        return addresses.stream().anyMatch(Contact::answers);
    }

    private static boolean answers(HostPort address) {
        try {
            // A name may have several addresses of which only one is served, as localhost does.
            for (InetAddress each : InetAddress.getAllByName(bare(address.host()))) {
                if (connects(new InetSocketAddress(each, address.port()))) return true;
            }
            return false;
        } catch (UnknownHostException unknown) {
            throw Complaint.failed("nobody knows the host " + Shown.text(address.host()));
        }
    }

    private static boolean connects(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** For a client of the library. */
    public ConnectionSettings settings() {
        return ConnectionSettings.DEFAULT.withBootstrap(
                addresses.stream().map(HostPort::toString).toList());
    }

    @Override
    public String toString() {
        return addresses.stream().map(HostPort::toString).collect(Collectors.joining(", "));
    }
}
