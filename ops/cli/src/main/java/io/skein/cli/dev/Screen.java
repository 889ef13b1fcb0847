package io.skein.cli.dev;

import io.skein.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where nodes and the one who started them speak side by side: in whole lines, each node's behind
 * its name, which has a colour where people look at it. Any thread.
 */
final class Screen {
    private static final int OUT = 1;
    private static final int ERR = 2;
    private static final int FIRST_COLOUR = 31;
    private static final int COLOURS = 6;

    private final Channel out;
    private final Channel err;

    /** One of the two ways to speak. A line that cannot be written is not missed by anybody. */
    private record Channel(PrintStream stream, boolean inColour) {
        void write(byte[] line) {
            stream.write(line, 0, line.length);
            stream.flush();
        }
    }

    private Screen(Channel out, Channel err) {
        this.out = out;
        this.err = err;
    }

    static Screen of(Terminal terminal) {
        boolean wanted =
                terminal.variable("NO_COLOR").isEmpty()
                        && terminal.variable("TERM").filter("dumb"::equals).isEmpty();
        return new Screen(
                new Channel(new PrintStream(terminal.out(), false), wanted && isTerminal(OUT)),
                new Channel(terminal.err(), wanted && isTerminal(ERR)));
    }

    /** Java can tell it of standard input and output together only. */
    private static boolean isTerminal(int descriptor) {
        try {
            Path place = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return place.startsWith("/dev/pts") || place.toString().startsWith("/dev/tty");
        } catch (IOException unknownHere) {
            return false;
        }
    }

    /** What the one who started them has to say. */
    synchronized void say(String line) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A line of a node's standard output. */
    synchronized void passOut(int node, byte[] line) {
        out.write(named(node, line, out.inColour()));
    }

    /** A line of a node's standard error: what it logs. */
    synchronized void passErr(int node, byte[] line) {
        err.write(named(node, line, err.inColour()));
    }

    /** The line byte for byte behind the node's name, with its end. */
    static byte[] named(int node, byte[] line, boolean inColour) {
        String name = "node-" + node + " | ";
        int colour = FIRST_COLOUR + node % COLOURS;
        String shown = inColour ? "\u001b[" + colour + "m" + name + "\u001b[0m" : name;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(shown.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(line);
        whole.write('\n');
        return whole.toByteArray();
    }
}
