package io.skein.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that pass through their bytes, which may turn over on their way. */
class EncodingTest {
    private static final long SECOND = 1_000_000_000L;

    private static byte[] digits(int number) {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** The number, four times. */
    private static byte[] fourfold(int number) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * Integer.BYTES);
        while (bytes.hasRemaining()) bytes.putInt(number);
        return bytes.array();
    }

    /** Only what is as it was sent. */
    private static Optional<Integer> read(byte[] bytes) {
        int number = ByteBuffer.wrap(bytes).getInt();
        boolean isRight = Arrays.equals(fourfold(number), bytes);
        return isRight ? Optional.of(number) : Optional.empty();
    }

    @Test
    void whatArrivesHasGoneThroughTheEncoding() {
        Pair pair = new Pair(1);
        pair.net.through(
                EncodingTest::digits, bytes -> Optional.of(100 + bytes.length * 10 + bytes[0]));
        pair.dial();
        pair.send(1, 2);
        pair.world.runFor(SECOND);
        assertEquals(List.of(110 + '1', 110 + '2'), pair.arrived);
    }

    @Test
    void aMessageThatCannotBeEncodedEndsItsSender() {
        Pair pair = new Pair(1);
        pair.world.tolerateFailures();
        pair.net.through(message -> digits(1 / (message - 1)), EncodingTest::read);
        pair.dial();
        pair.send(1, 1);
        pair.world.runFor(SECOND);
        assertEquals("c1", pair.world.failures().getFirst().host());
    }

    @Test
    void aMessageThatCannotBeReadThoughItIsSoundEndsItsSender() {
        Pair pair = new Pair(1);
        pair.world.tolerateFailures();
        pair.net.through(EncodingTest::digits, _ -> Optional.empty());
        pair.dial();
        pair.send(1, 1);
        pair.world.runFor(SECOND);
        assertEquals("c1", pair.world.failures().getFirst().host());
    }

    @Test
    void whoCannotReadADamagedMessageGivesTheConnectionUp() {
        int broken = 0;
        for (int seed = 0; seed < 40; seed++) {
            Pair pair = new Pair(seed);
            pair.net.through(EncodingTest::fourfold, EncodingTest::read).damages(0.1);
            pair.dial();
            pair.send(1, 9);
            pair.world.runFor(10 * SECOND);
            assertEquals(pair.sent(pair.arrived.size()), pair.arrived, "nothing behind it");
            boolean isDamaged = pair.world.mishaps().containsKey("message damaged");
            if (!isDamaged) assertEquals(pair.sent(9), pair.arrived);
            else if (pair.arrived.size() < 9) assertEquals(1, pair.clientClosed.size());
            if (isDamaged) broken++;
        }
        assertTrue(broken > 10 && broken < 40, "broken " + broken);
    }

    @Test
    void aSingleMessageThatIsDamagedBreaksItsConnectionToo() {
        Pair pair = new Pair(1);
        pair.net.through(EncodingTest::fourfold, EncodingTest::read).damages(1);
        pair.net.datagrams(new Datagrams(0, 0, 0, 0));
        pair.dial();
        pair.world.runFor(SECOND);
        pair.send(1, 1);
        pair.world.runFor(10 * SECOND);
        assertEquals(List.of(), pair.arrived);
        assertEquals(1, pair.clientClosed.size());
    }

    @Test
    void onAHealedNetNoBitTurnsOver() {
        Pair pair = new Pair(1);
        pair.net.through(EncodingTest::fourfold, EncodingTest::read).damages(1);
        pair.net.heal();
        pair.dial();
        pair.send(1, 50);
        pair.world.runFor(SECOND);
        assertEquals(pair.sent(50), pair.arrived);
    }
}
