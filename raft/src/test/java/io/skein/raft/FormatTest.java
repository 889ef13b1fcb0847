package io.skein.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.skein.foundation.BrokenInvariant;
import io.skein.foundation.Uuid;
import io.skein.raft.SnapshotFormat.Snapshot;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.simulation.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the quorum writes: these bytes, and no others are read. */
final class FormatTest {
    private static final VoterId ONE = new VoterId(1, new Uuid(0x0102030405060708L, 9));
    private static final VoterId TWO = new VoterId(2, new Uuid(0, 2));
    private static final String ONE_BYTES = "00000001" + "0102030405060708" + "0000000000000009";
    private static final String TWO_BYTES = "00000002" + "0000000000000000" + "0000000000000002";
    private static final Ballot BALLOT = new Ballot(7, Optional.of(ONE), List.of(ONE, TWO));
    private static final VoterSet BOTH =
            new VoterSet(
                    List.of(new VoterSet.Voter(TWO, "b:7071"), new VoterSet.Voter(ONE, "ä:1")));
    private static final ControlRecord CHANGE =
            new ControlRecord.LeaderChange(ONE, List.of(ONE, TWO));
    private static final ControlRecord FOUNDED = new ControlRecord.ClusterFounded(new Uuid(5, 6));
    private static final ControlRecord.Voters VOTERS = new ControlRecord.Voters(BOTH);
    private static final ControlRecord.Voters REPLACED =
            new ControlRecord.Voters(BOTH, List.of(3, 7));
    private static final List<ControlRecord> RECORDS = List.of(CHANGE, FOUNDED, VOTERS, REPLACED);
    private static final Members MEMBERS =
            new Members(List.of(new Members.At(1, VOTERS), new Members.At(8, REPLACED)));
    private static final LogPoint POINT = new LogPoint(9, 4);

    /** Once written these are on somebody's disk for ever. */
    @Test
    void layoutIsFixed() {
        assertEquals(
                "02" + "00000007" + "01" + ONE_BYTES + "02" + ONE_BYTES + TWO_BYTES,
                hex(BallotFormat.encode(BALLOT), 4));
        assertEquals(
                "0101" + ONE_BYTES + "01" + TWO_BYTES,
                hex(ControlFormat.encode(new ControlRecord.LeaderChange(ONE, List.of(TWO))), 0));
        VoterSet two = new VoterSet(List.of(new VoterSet.Voter(TWO, "b:1")));
        assertEquals(
                "010201" + TWO_BYTES + "0003" + "623a31",
                hex(ControlFormat.encode(new ControlRecord.Voters(two)), 0));
        assertEquals(
                "0103" + "0000000000000005" + "0000000000000006",
                hex(ControlFormat.encode(FOUNDED), 0));
        assertEquals(
                "0104" + "0100000003" + "01" + TWO_BYTES + "0003" + "623a31",
                hex(ControlFormat.encode(new ControlRecord.Voters(two, List.of(3))), 0));
        Members members = new Members(List.of(new Members.At(8, new ControlRecord.Voters(two))));
        assertEquals(
                ("01" + "0000000000000009" + "00000004" + "01")
                        + ("0000000000000008" + "0000001c")
                        + ("010201" + TWO_BYTES + "0003" + "623a31")
                        + "0000000000000003",
                hex(SnapshotFormat.head(POINT, members, ByteBuffer.wrap(new byte[3])), 8));
    }

    /** Directories that were made before clusters had founders. */
    @Test
    void ballotsOfTheFirstVersionAreRead() {
        assertEquals(
                new Decoded.Valid<>(new Ballot(7, Optional.of(ONE), List.of())),
                BallotFormat.decode(bytes("010000000701" + ONE_BYTES + "0e1f63d3")));
        assertEquals(
                new Decoded.Valid<>(new Ballot(3, Optional.empty(), List.of())),
                BallotFormat.decode(bytes("010000000300" + "0".repeat(40) + "19066e45")));
        assertEquals(
                new Decoded.Valid<>(Ballot.NONE),
                BallotFormat.decode(bytes("010000000000" + "0".repeat(40) + "fd385d99")));
        damaged(bytes("010000000701" + ONE_BYTES + "0e1f63d3"), BallotFormat::decode);
    }

    @Test
    void controlRecordsOfTheFirstDaysAreRead() {
        assertEquals(
                new Decoded.Valid<>(new ControlRecord.LeaderChange(ONE, List.of(ONE))),
                ControlFormat.decode(bytes("0101" + ONE_BYTES + "01" + ONE_BYTES)));
        assertEquals(
                new Decoded.Valid<>(
                        new ControlRecord.Voters(
                                new VoterSet(List.of(new VoterSet.Voter(ONE, "a:1"))))),
                ControlFormat.decode(bytes("010201" + ONE_BYTES + "0003" + "613a31")));
    }

    @Test
    void ballotsRoundTrip() {
        List<VoterId> most = new ArrayList<>();
        for (int i = 0; i < VoterSet.VOTERS_MAX; i++) most.add(new VoterId(i, new Uuid(i, 1)));
        List<Ballot> ballots =
                List.of(
                        Ballot.NONE,
                        BALLOT,
                        new Ballot(3, Optional.empty(), List.of()),
                        new Ballot(Integer.MAX_VALUE, Optional.of(TWO), most));
        for (Ballot ballot : ballots) {
            ByteBuffer bytes = BallotFormat.encode(ballot);
            assertEquals(new Decoded.Valid<>(ballot), BallotFormat.decode(bytes));
        }
        assertEquals(BallotFormat.BYTES_MAX, BallotFormat.encode(ballots.getLast()).remaining());
        most.add(new VoterId(99, new Uuid(1, 1)));
        Ballot tooMany = new Ballot(1, Optional.empty(), most);
        assertThrows(BrokenInvariant.class, () -> BallotFormat.encode(tooMany));
    }

    @Test
    void controlRecordsRoundTrip() {
        for (ControlRecord record : RECORDS) {
            ByteBuffer bytes = ControlFormat.encode(record).asReadOnlyBuffer();
            assertEquals(new Decoded.Valid<>(record), ControlFormat.decode(bytes));
            assertEquals(0, bytes.position(), "no position moves");
        }
    }

    @Test
    void snapshotsRoundTrip() {
        for (Members members : List.of(Members.NONE, MEMBERS)) {
            for (int length : new int[] {0, 1, 1_000}) {
                ByteBuffer content = ByteBuffer.wrap(new byte[length]);
                Snapshot snapshot = new Snapshot(POINT, members, content);
                assertEquals(new Decoded.Valid<>(snapshot), SnapshotFormat.decode(file(snapshot)));
            }
        }
    }

    @Test
    void snapshotsNameFewVoterSets() {
        List<Members.At> many = new ArrayList<>();
        for (int i = 0; i < SnapshotFormat.MEMBERS_MAX; i++) many.add(new Members.At(i, VOTERS));
        LogPoint at = new LogPoint(100, 1);
        Snapshot most = new Snapshot(at, new Members(many), ByteBuffer.allocate(0));
        assertEquals(new Decoded.Valid<>(most), SnapshotFormat.decode(file(most)));
        many.add(new Members.At(SnapshotFormat.MEMBERS_MAX, VOTERS));
        Snapshot tooMany = new Snapshot(at, new Members(many), ByteBuffer.allocate(0));
        assertThrows(BrokenInvariant.class, () -> file(tooMany));
        Members later = new Members(List.of(new Members.At(at.next(), VOTERS)));
        Snapshot ahead = new Snapshot(at, later, ByteBuffer.allocate(0));
        assertThrows(BrokenInvariant.class, () -> file(ahead));
    }

    @Test
    void everyTruncationAndEveryExcessIsDamage() {
        allLengthsButOne(BallotFormat.encode(BALLOT), BallotFormat::decode);
        for (ControlRecord record : RECORDS) {
            allLengthsButOne(ControlFormat.encode(record), ControlFormat::decode);
        }
        allLengthsButOne(file(SNAPSHOT), SnapshotFormat::decode);
    }

    @Test
    void everyFlippedBitIsDamage() {
        damaged(BallotFormat.encode(BALLOT), BallotFormat::decode);
        damaged(BallotFormat.encode(Ballot.NONE), BallotFormat::decode);
        damaged(file(SNAPSHOT), SnapshotFormat::decode);
    }

    private static final Snapshot SNAPSHOT =
            new Snapshot(POINT, MEMBERS, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));

    private static ByteBuffer file(Snapshot snapshot) {
        ByteBuffer head =
                SnapshotFormat.head(snapshot.at(), snapshot.members(), snapshot.content());
        return ByteBuffer.allocate(head.remaining() + snapshot.content().remaining())
                .put(head)
                .put(snapshot.content().duplicate())
                .flip();
    }

    /** The log's checksum finds rotten bytes; a record that passed it may still be nonsense. */
    @Test
    void nonsenseIsDamageOrReadsBackTheSame() {
        Gen.check(
                "control records from nowhere",
                4_000,
                gen -> {
                    byte[] bytes = ControlFormat.encode(gen.pick(RECORDS)).array().clone();
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

    /**
     * Whoever writes the checksum too, may write anything; it is still read without an accident.
     */
    @Test
    void aBallotThatLiesIsDamageOrReadsBackTheSame() {
        Gen.check(
                "ballots from nowhere",
                4_000,
                gen -> {
                    ByteBuffer ballot = BallotFormat.encode(gen.pick(BALLOT, Ballot.NONE));
                    int end = ballot.remaining() - Integer.BYTES;
                    int changes = gen.between(1, 3);
                    for (int i = 0; i < changes; i++) {
                        ballot.put(gen.between(0, end - 1), (byte) gen.bits());
                    }
                    ballot.putInt(end, FieldReader.crc(ballot.slice(0, end)));
                    switch (BallotFormat.decode(ballot)) {
                        case Decoded.Damaged<Ballot> _ -> {}
                        case Decoded.Valid<Ballot>(Ballot read) ->
                                assertEquals(
                                        new Decoded.Valid<>(read),
                                        BallotFormat.decode(BallotFormat.encode(read)));
                    }
                });
    }

    @Test
    void aSnapshotThatLiesIsDamageOrReadsBackTheSame() {
        Gen.check(
                "heads of snapshots from nowhere",
                4_000,
                gen -> {
                    ByteBuffer whole = file(SNAPSHOT);
                    int end = whole.remaining() - SNAPSHOT.content().remaining() - Integer.BYTES;
                    int changes = gen.between(1, 3);
                    for (int i = 0; i < changes; i++) {
                        whole.put(gen.between(0, end - 1), (byte) gen.bits());
                    }
                    whole.putInt(end, FieldReader.crc(whole.slice(0, end)));
                    switch (SnapshotFormat.decode(whole)) {
                        case Decoded.Damaged<Snapshot> _ -> {}
                        case Decoded.Valid<Snapshot>(Snapshot read) ->
                                assertEquals(
                                        new Decoded.Valid<>(read),
                                        SnapshotFormat.decode(file(read)));
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

    /** Whichever bit is turned over. */
    private static <T> void damaged(ByteBuffer whole, Function<ByteBuffer, Decoded<T>> decode) {
        assertInstanceOf(Decoded.Valid.class, decode.apply(whole));
        for (int bit = 0; bit < whole.remaining() * Byte.SIZE; bit++) {
            ByteBuffer bytes = ByteBuffer.allocate(whole.remaining()).put(whole.duplicate()).flip();
            int at = bit / Byte.SIZE;
            bytes.put(at, (byte) (bytes.get(at) ^ (1 << (bit % Byte.SIZE))));
            assertInstanceOf(Decoded.Damaged.class, decode.apply(bytes), "bit " + bit);
        }
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    /** All but the last bytes. */
    private static String hex(ByteBuffer bytes, int butBytes) {
        byte[] copy = new byte[bytes.remaining() - butBytes];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
