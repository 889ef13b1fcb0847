package io.skein.server.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.skein.raft.Parcel;
import io.skein.raft.core.Message;
import io.skein.simulation.Gen;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is damaged on its way is no message, whatever its bytes may mean. */
class SealedTest {
    private final Sealed<Parcel> parcels = new Sealed<>(new QuorumParcels());
    private final Sealed<String> texts = new Sealed<>(new Texts());

    private static Parcel drawn(Gen gen) {
        Function<Gen, Message> kind = gen.pick(DrawnMessages.KINDS);
        return new Parcel(gen.between(0, 9), kind.apply(gen));
    }

    @Test
    void comesBackAsItWas() {
        Gen.check(
                "sealed parcels",
                500,
                gen -> {
                    Parcel parcel = drawn(gen);
                    assertEquals(Optional.of(parcel), parcels.decode(parcels.encode(parcel)));
                });
        assertEquals(Optional.of(""), texts.decode(texts.encode("")));
    }

    /** The check value that is published for this checksum. */
    @Test
    void theChecksumComesFirstAndIsBigEndian() {
        byte[] right = HexFormat.of().parseHex("e3069283" + "313233343536373839");
        assertArrayEquals(right, texts.encode("123456789"));
    }

    @Test
    void noBitMayTurnOver() {
        Gen.check(
                "a bit of a sealed parcel",
                50,
                gen -> {
                    byte[] right = parcels.encode(drawn(gen));
                    for (int bit = 0; bit < Byte.SIZE * right.length; bit++) {
                        byte[] wrong = right.clone();
                        wrong[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
                        assertEquals(Optional.empty(), parcels.decode(wrong), "bit " + bit);
                    }
                });
    }

    @Test
    void nothingMayBeMissingOrFollow() {
        byte[] right = texts.encode("a vote");
        for (int length = 0; length < right.length; length++) {
            assertEquals(Optional.empty(), texts.decode(Arrays.copyOf(right, length)));
        }
        assertEquals(Optional.empty(), texts.decode(Arrays.copyOf(right, right.length + 1)));
    }

    /** The checksum says nothing of what the bytes mean. */
    @Test
    void whatTheContentRefusesIsRefused() {
        assertEquals(Optional.empty(), parcels.decode(texts.encode("no parcel")));
    }
}
