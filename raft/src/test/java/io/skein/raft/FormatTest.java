package io.skein.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the quorum writes: these bytes, and no others are read. */
final class FormatTest {
    private static final VoterId ONE = new VoterId(1, new Uuid(0x0102030405060708L, 9));
    private static final VoterId TWO = new VoterId(2, new Uuid(0, 2));
    private static final Ballot BALLOT = new Ballot(7, Optional.of(ONE));
    private static final ControlRecord CHANGE =
            new ControlRecord.LeaderChange(ONE, List.of(ONE, TWO));
    private static final ControlRecord VOTERS =
            new ControlRecord.Voters(
                    new VoterSet(
                            List.of(
                                    new VoterSet.Voter(TWO, "b:7071"),
                                    new VoterSet.Voter(ONE, "ä:1"))));

    /** Once written these are on somebody's disk for ever. */
    @Test
    void layoutIsFixed() {
        assertEquals(
                "01" + "00000007" + "01" + "00000001" + "0102030405060708" + "0000000000000009",
                hex(BallotFormat.encode(BALLOT)).substring(0, 52));
        assertEquals(
                "0101"
                        + "00000001"
                        + "0102030405060708"
                        + "0000000000000009"
                        + "01"
                        + "00000002"
                        + "0000000000000000"
                        + "0000000000000002",
                hex(ControlFormat.encode(new ControlRecord.LeaderChange(ONE, List.of(TWO)))));
        assertEquals(
                "010201" + "00000002" + "0000000000000000" + "0000000000000002" + "0003" + "623a31",
                hex(
                        ControlFormat.encode(
                                new ControlRecord.Voters(
                                        new VoterSet(List.of(new VoterSet.Voter(TWO, "b:1")))))));
    }

    @Test
    void ballotsRoundTrip() {
        for (Ballot ballot : List.of(Ballot.NONE, BALLOT, new Ballot(3, Optional.empty()))) {
            ByteBuffer bytes = BallotFormat.encode(ballot);
            assertEquals(BallotFormat.BYTES, bytes.remaining());
            assertEquals(new Decoded.Valid<>(ballot), BallotFormat.decode(bytes));
        }
    }

    @Test
    void controlRecordsRoundTrip() {
        for (ControlRecord record : List.of(CHANGE, VOTERS)) {
            ByteBuffer bytes = ControlFormat.encode(record).asReadOnlyBuffer();
            assertEquals(new Decoded.Valid<>(record), ControlFormat.decode(bytes));
            assertEquals(0, bytes.position(), "no position moves");
        }
    }

    @Test
    void everyTruncationAndEveryExcessIsDamage() {
        allLengthsButOne(BallotFormat.encode(BALLOT), BallotFormat::decode);
        allLengthsButOne(ControlFormat.encode(CHANGE), ControlFormat::decode);
        allLengthsButOne(ControlFormat.encode(VOTERS), ControlFormat::decode);
    }

    @Test
    void everyFlippedBitOfABallotIsDamage() {
        for (int bit = 0; bit < BallotFormat.BYTES * Byte.SIZE; bit++) {
            byte[] bytes = BallotFormat.encode(BALLOT).array().clone();
            bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertInstanceOf(Decoded.Damaged.class, BallotFormat.decode(ByteBuffer.wrap(bytes)));
        }
    }

    /** The log's checksum finds rotten bytes; a record that passed it may still be nonsense. */
    @Test
    void nonsenseIsDamageOrReadsBackTheSame() {
        Gen.check(
                "control records from nowhere",
                2_000,
                gen -> {
                    byte[] bytes = ControlFormat.encode(gen.pick(CHANGE, VOTERS)).array().clone();
                    int changes = gen.between(1, 3);
                    for (int i = 0; i < changes; i++) {
                        bytes[gen.between(0, bytes.length - 1)] = (byte) gen.bits();
                    }
                    switch (ControlFormat.decode(ByteBuffer.wrap(bytes))) {
                        case Decoded.Damaged<ControlRecord> _ -> {}
                        case Decoded.Valid<ControlRecord>(ControlRecord record) ->
                                assertEquals(
                                        new Decoded.Valid<>(record),
                                        ControlFormat.decode(ControlFormat.encode(record)));
                    }
                });
    }

    private static <T> void allLengthsButOne(
            ByteBuffer whole, Function<ByteBuffer, Decoded<T>> decode) {
        int right = whole.remaining();
        ByteBuffer longer = ByteBuffer.allocate(right + 1).put(whole.duplicate()).clear();
        assertInstanceOf(Decoded.Valid.class, decode.apply(longer.slice(0, right)));
        for (int length = 0; length <= right + 1; length++) {
            if (length == right) continue;
            assertInstanceOf(Decoded.Damaged.class, decode.apply(longer.slice(0, length)));
        }
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
