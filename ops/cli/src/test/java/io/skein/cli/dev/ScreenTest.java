package io.skein.cli.dev;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.cli.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines of several nodes, side by side. */
class ScreenTest {
    @Test
    void aLineStandsBehindTheNameOfItsNodeByteForByte() {
        byte[] line = {'a', (byte) 0xFF, '\t', ' '};
        byte[] expected = "node-2 | a\u00FF\t \n".getBytes(ISO_8859_1);
        assertArrayEquals(expected, Screen.named(2, line, false));
    }

    @Test
    void onlyTheNameHasAColour() {
        String shown = new String(Screen.named(1, new byte[] {'a'}, true), ISO_8859_1);
        assertEquals("\u001b[32mnode-1 | \u001b[0ma\n", shown);
    }

    @Test
    void whatNodesLogIsApartFromWhatIsSaid() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> plain = Map.of("NO_COLOR", "1");
        Screen screen =
                Screen.of(
                        new Terminal(
                                InputStream.nullInputStream(),
                                out,
                                new PrintStream(err, false, ISO_8859_1),
                                plain));
        screen.say("two nodes");
        screen.passOut(1, new byte[] {'r'});
        screen.passErr(2, new byte[0]);
        assertEquals("two nodes\nnode-1 | r\n", out.toString(ISO_8859_1));
        assertEquals("node-2 | \n", err.toString(ISO_8859_1));
    }
}
