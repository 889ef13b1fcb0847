package io.skein.raft;

import io.skein.foundation.Uuid;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.VoterId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A ballot as bytes, big-endian. Without a vote the voter's fields are zero.
 *
 * <pre>
 *  0         1       5       6         10                    26          30
 *  │ version │ epoch │ voted │ node id │ directory id (16 B) │ CRC-32C of the rest
 * </pre>
 */
public final class BallotFormat {
    /** The length of every ballot. */
    public static final int BYTES = 30;

    private static final byte VERSION = 1;
    private static final int CHECKSUM_AT = 26;

    private BallotFormat() {}

    /** A new buffer, ready to be read. */
    public static ByteBuffer encode(Ballot ballot) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(VERSION).putInt(ballot.epoch());
        out.put((byte) (ballot.votedFor().isPresent() ? 1 : 0));
        out.putInt(ballot.votedFor().map(VoterId::nodeId).orElse(0));
        out.put(ballot.votedFor().map(VoterId::directoryId).orElse(Uuid.ZERO).toBytes());
        out.putInt(checksum(out));
        return out.flip();
    }

    /** Reads all that remains, and moves no position. */
    public static Decoded<Ballot> decode(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        if (in.remaining() != BYTES) return new Decoded.Damaged<>("not the length of a ballot");
        if (in.getInt(CHECKSUM_AT) != checksum(in)) return new Decoded.Damaged<>("wrong checksum");
        byte version = in.get();
        if (version != VERSION) return new Decoded.Damaged<>("unknown ballot version " + version);
        int epoch = in.getInt();
        byte voted = in.get();
        int nodeId = in.getInt();
        Uuid directoryId = new Uuid(in.getLong(), in.getLong());
        boolean none = voted == 0 && nodeId == 0 && directoryId.equals(Uuid.ZERO);
        boolean some = voted == 1 && nodeId >= 0 && !directoryId.equals(Uuid.ZERO);
        if (epoch < 0 || !(none || some) || (some && epoch == 0)) {
            return new Decoded.Damaged<>("not a ballot that was ever written");
        }
        return new Decoded.Valid<>(
                new Ballot(
                        epoch,
                        some ? Optional.of(new VoterId(nodeId, directoryId)) : Optional.empty()));
    }

    private static int checksum(ByteBuffer ballot) {
        CRC32C crc = new CRC32C();
        crc.update(ballot.slice(0, CHECKSUM_AT));
        return (int) crc.getValue();
    }
}
