package io.skein.cli.dev;

import io.skein.cli.text.ExitCode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this process, in order, when its standard input ends: a pipe that whoever started it holds
 * ends even if that one is killed, so that no node is left behind.
 */
final class InputWatch {
    private InputWatch() {}

    /** Reads all that comes, on a thread of its own. */
    static void begin(InputStream in) {
        Thread _ =
                Thread.ofPlatform()
                        .daemon()
                        .name("input")
                        .start(() -> {
                            readAll(in);
                            System.exit(ExitCode.OK.number());
                        });
    }

    private static void readAll(InputStream in) {
        try {
            while (in.read() >= 0) {}
        } catch (IOException broken) {
            // As its end: who is there can be heard no more.
        }
    }
}
