package io.skein.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Which member of a quorum a process is to be, as its command line says it.
 *
 * @param number from 1 on, which is also its place among the addresses
 * @param folder for its data alone
 * @param payloadBytes of each proposal
 * @param addresses of all members, "host:port"
 */
record Seating(int number, Path folder, int payloadBytes, List<String> addresses) {
    static final String HOST = "127.0.0.1";

    private static final int WORDS_MIN = 3;

    Seating {
        addresses = List.copyOf(addresses);
    }

    static Seating of(String[] words) {
        List<String> all = List.of(words);
        return new Seating(
                Integer.parseInt(all.get(0)),
                Path.of(all.get(1)),
                Integer.parseInt(all.get(2)),
                all.subList(WORDS_MIN, all.size()));
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(Integer.toString(number));
        words.add(folder.toString());
        words.add(Integer.toString(payloadBytes));
        words.addAll(addresses);
        return words;
    }

    InetSocketAddress own() {
        String own = addresses.get(number - 1);
        int port = Integer.parseInt(own.substring(own.lastIndexOf(':') + 1));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Bytes that nothing on their way could make fewer. */
    byte[] payload() {
        byte[] payload = new byte[payloadBytes];
        new Random(number).nextBytes(payload);
        return payload;
    }
}
