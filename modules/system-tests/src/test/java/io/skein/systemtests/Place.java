package io.skein.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the tests run: the folder of the program, and ports that nobody uses. */
final class Place {
    /** The folder that holds the script {@code skein}, found upwards from where the tests run. */
    static final Path ROOT = upFrom(Path.of("").toAbsolutePath());

    private Place() {}

    private static Path upFrom(Path here) {
        if (Files.isDirectory(here.resolve("modules/system-tests"))) return here;
        return Optional.ofNullable(here.getParent()).map(Place::upFrom).orElseThrow();
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
