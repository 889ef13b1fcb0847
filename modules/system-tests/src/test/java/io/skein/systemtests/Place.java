package io.skein.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Where the tests run: the folder of the program, and ports that nobody uses. */
final class Place {
    /** The folder that holds the script {@code skein}, found upwards from where the tests run. */
    static final Path ROOT = upFrom(Path.of("").toAbsolutePath());

    private static final int BEGIN = 20_000;
    private static final int END = 32_000;
    private static final int PORTS_APART = 10;
    private static final int TRIES_MAX = 1_000;

    private Place() {}

    private static Path upFrom(Path here) {
        if (Files.isDirectory(here.resolve("modules/system-tests"))) return here;
        return Optional.ofNullable(here.getParent()).map(Place::upFrom).orElseThrow();
    }

    /**
     * Where several nodes can begin: the first of the three ports of each, ten apart, all of them
     * free at the moment. Not where the system takes ports from for whoever wants any.
     */
    static int freePortsApart(int nodes) {
        return new Random()
                .ints(BEGIN, END - PORTS_APART * nodes)
                .limit(TRIES_MAX)
                .filter(first -> IntStream.range(0, nodes).allMatch(node -> hasRoom(first, node)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no room for " + nodes + " nodes"));
    }

    private static boolean hasRoom(int first, int node) {
        int begin = first + PORTS_APART * node;
        return IntStream.range(begin, begin + 3).allMatch(Place::isFree);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Free at the moment, and different from each other. */
    static List<Integer> freePorts(int count) {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports = open.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket each : open) each.close();
            return ports;
        } catch (IOException none) {
            throw new AssertionError("no free port", none);
        }
    }
}
