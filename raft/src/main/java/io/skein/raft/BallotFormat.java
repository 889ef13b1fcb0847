package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.raft.FieldReader.Malformed;
import io.skein.raft.core.Ballot;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A ballot as bytes, big-endian. The one before knew no founders, and had zeros where nobody is
 * voted for; it is still read.
 *
 * <pre>
 *  version 2 = version (1 B) · epoch (4 B) · voted (1 B) · voted × voter
 *                · count (1 B) · count × voter that founds · checksum
 *  version 1 = version (1 B) · epoch (4 B) · voted (1 B) · voter · checksum
 *  voter     = node id (4 B) · directory id (16 B)
 *  checksum  = CRC-32C of all before it (4 B)
 * </pre>
 */
public final class BallotFormat {
    private static final byte VERSION = 2;
    private static final byte WITHOUT_FOUNDERS = 1;
    private static final int FIXED_BYTES = 11;

    /** No ballot is longer. */
    public static final int BYTES_MAX =
            FIXED_BYTES + (1 + VoterSet.VOTERS_MAX) * FieldReader.VOTER_BYTES;

    private BallotFormat() {}

    /** A new buffer, ready to be read. */
    public static ByteBuffer encode(Ballot ballot) {
        List<VoterId> founders = ballot.founders();
        Check.ordered(founders.size(), VoterSet.VOTERS_MAX, "all who found are voters");
        ByteBuffer out = ByteBuffer.allocate(BYTES_MAX);
        out.put(VERSION).putInt(ballot.epoch());
        out.put((byte) (ballot.votedFor().isPresent() ? 1 : 0));
        ballot.votedFor().ifPresent(voter -> ControlFormat.put(out, voter));
        out.put((byte) founders.size());
        founders.forEach(founder -> ControlFormat.put(out, founder));
        out.putInt(FieldReader.crc(out.slice(0, out.position())));
        return out.flip();
    }

    /** Reads all that remains, and moves no position. */
    public static Decoded<Ballot> decode(ByteBuffer bytes) {
        return FieldReader.whole(bytes, BallotFormat::read);
    }

    private static Ballot read(FieldReader in) throws Malformed {
        byte version = in.oneByte();
        Ballot ballot =
                switch (version) {
                    case VERSION -> readBody(in);
                    case WITHOUT_FOUNDERS -> readWithoutFounders(in);
                    default -> throw new Malformed("unknown ballot version " + version);
                };
        in.checksum();
        return ballot;
    }

    private static Ballot readBody(FieldReader in) throws Malformed {
        int epoch = in.number();
        Optional<VoterId> votedFor = hasVoted(in) ? Optional.of(in.voter()) : Optional.empty();
        List<VoterId> founders = in.voters();
        FieldReader.rising(founders);
        return ballot(epoch, votedFor, founders);
    }

    private static Ballot readWithoutFounders(FieldReader in) throws Malformed {
        int epoch = in.number();
        if (hasVoted(in)) return ballot(epoch, Optional.of(in.voter()), List.of());
        ByteBuffer zeros = in.bytes(FieldReader.VOTER_BYTES);
        while (zeros.hasRemaining()) {
            if (zeros.get() != 0) throw new Malformed("nobody is voted for, by name");
        }
        return ballot(epoch, Optional.empty(), List.of());
    }

    private static boolean hasVoted(FieldReader in) throws Malformed {
        byte voted = in.oneByte();
        if (voted != 0 && voted != 1) throw new Malformed(voted + " votes");
        return voted == 1;
    }

    private static Ballot ballot(int epoch, Optional<VoterId> votedFor, List<VoterId> founders)
            throws Malformed {
        boolean isSense = epoch > 0 || (epoch == 0 && votedFor.isEmpty());
        if (!isSense) throw new Malformed("not a ballot that was ever written");
        return new Ballot(epoch, votedFor, founders);
    }
}
