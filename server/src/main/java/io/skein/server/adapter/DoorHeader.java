package io.skein.server.adapter;

import io.grpc.Metadata;

/** Says with a call which door of the other node is meant; absent for the first. */
final class DoorHeader {
    private static final int MAX = 1 << 16;

    private static final Metadata.Key<String> KEY =
            Metadata.Key.of("skein-door", Metadata.ASCII_STRING_MARSHALLER);

    private DoorHeader() {}

    static Metadata of(int door) {
        Metadata headers = new Metadata();
        if (door > 0) headers.put(KEY, Integer.toString(door));
        return headers;
    }

    /** What makes no sense means the first door: whoever is behind it objects. */
    static int read(Metadata headers) {
        String text = headers.get(KEY);
        if (text == null) return 0;
        try {
            return Math.clamp(Integer.parseInt(text), 0, MAX);
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }
}
