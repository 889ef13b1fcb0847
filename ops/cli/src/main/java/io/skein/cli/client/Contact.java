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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the cluster is, and whether anybody is there at all. */
public record Contact(List<HostPort> addresses) {
    private static final ValueType<List<HostPort>> ADDRESSES =
            ValueTypes.listOf(ValueTypes.HOST_PORT);
    private static final String VARIABLE = "SKEIN_BOOTSTRAP";

    /** Where {@code skein dev} puts a single node, or the first three of several. */
    private static final List<HostPort> HERE =
            Stream.of(7070, 7080, 7090).map(port -> new HostPort("127.0.0.1", port)).toList();

    private static final int CONNECT_MILLIS_MAX = 2_000;

    /** The option that says where it is. */
    public static final Opt<List<HostPort>> OPTION =
            Opt.of(
                    "--bootstrap",
                    "HOST:PORT",
                    ADDRESSES,
                    "Where to find the cluster: the first to answer of several with commas between"
                            + " them. Default: $"
                            + VARIABLE
                            + " or "
                            + listed(HERE, ",")
                            + ".");

    public Contact {
        addresses = List.copyOf(addresses);
    }

    /** The address that was typed, or else set in the environment, or else this machine. */
    public static Contact of(Typed typed, Terminal terminal) {
        List<HostPort> addresses =
                typed.get(OPTION)
                        .or(() -> terminal.variable(VARIABLE).map(Contact::read))
                        .orElse(HERE);
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
     * The same with the first address that takes connections in front, or a complaint that says of
     * each why it does not. A client would go on trying for as long as it may, which is right for a
     * service and wrong for somebody who waits at a prompt.
     */
    public Contact ensureReachable() {
        return ensureReachable(Contact::trouble);
    }

    /** As above, by what is in the way of each address. */
    Contact ensureReachable(Function<HostPort, Optional<String>> trouble) {
        List<String> troubles = new ArrayList<>();
        for (HostPort address : addresses) {
            Optional<String> why = trouble.apply(address);
            if (why.isEmpty()) return beginningWith(address);
            troubles.add(address + " (" + why.get() + ")");
        }
        throw Complaint.failed(
                "no Skein node answers at %s; start one with: ./skein dev"
                        .formatted(String.join(", ", troubles)));
    }

    /** The others stay, for when that one is lost. */
    private Contact beginningWith(HostPort first) {
        List<HostPort> all = new ArrayList<>(addresses);
        all.remove(first);
        all.addFirst(first);
        return new Contact(all);
    }

    /** Whether any of the addresses takes connections now. */
    public boolean isReachable() {
        return addresses.stream().anyMatch(address -> trouble(address).isEmpty());
    }

    /** What is in the way of a connection; empty if there is nothing. */
    private static Optional<String> trouble(HostPort address) {
        String why = "it has no address";
        try {
            // A name may have several addresses of which only one is served, as localhost does.
            for (InetAddress each : InetAddress.getAllByName(bare(address.host()))) {
                Optional<String> refusal = refusal(new InetSocketAddress(each, address.port()));
                if (refusal.isEmpty()) return refusal;
                why = refusal.get();
            }
        } catch (UnknownHostException unknown) {
            why = "nobody knows the host";
        }
        return Optional.of(why);
    }

    private static Optional<String> refusal(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS_MAX);
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(Shown.text(String.valueOf(refused.getMessage())));
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
        return listed(addresses, ", ");
    }

    private static String listed(List<HostPort> addresses, String between) {
        return addresses.stream().map(HostPort::toString).collect(Collectors.joining(between));
    }
}
