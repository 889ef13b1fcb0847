package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.foundation.Uuid;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The quorum's own records as bytes, big-endian. The log around them has the checksum.
 *
 * <pre>
 *  record        = version (1 B, always 1) · kind (1 B) · body
 *  kind 1        = leader change: voter · count (1 B) · count × voter that granted
 *  kind 2        = voters: count (1 B) · count × (voter · length (2 B) · address in UTF-8)
 *  voter         = node id (4 B) · directory id (16 B)
 * </pre>
 */
public final class ControlFormat {
    private static final byte VERSION = 1;
    private static final byte LEADER_CHANGE = 1;
    private static final byte VOTERS = 2;
    private static final int HEAD_BYTES = 2;
    private static final int VOTER_BYTES = 20;
    private static final int ADDRESS_BYTES_MAX = 1_024;

    private ControlFormat() {}

    /** A new buffer, ready to be read. */
    public static ByteBuffer encode(ControlRecord record) {
        return switch (record) {
            case ControlRecord.LeaderChange change -> encodeLeaderChange(change);
            case ControlRecord.Voters(VoterSet voters) -> encodeVoters(voters);
        };
    }

    /** Reads all that remains, and moves no position. */
    public static Decoded<ControlRecord> decode(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice();
        try {
            if (in.remaining() < HEAD_BYTES) throw new Malformed("too short");
            byte version = in.get();
            if (version != VERSION) throw new Malformed("unknown version " + version);
            ControlRecord record = decodeBody(in.get(), in);
            if (in.hasRemaining()) throw new Malformed("bytes are left over");
            return new Decoded.Valid<>(record);
        } catch (Malformed malformed) {
            return new Decoded.Damaged<>(malformed.why());
        }
    }

    private static ByteBuffer encodeLeaderChange(ControlRecord.LeaderChange change) {
        int count = change.granted().size();
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + VOTER_BYTES + 1 + count * VOTER_BYTES);
        out.put(VERSION).put(LEADER_CHANGE);
        putVoter(out, change.leader());
        out.put((byte) count);
        change.granted().forEach(voter -> putVoter(out, voter));
        return out.flip();
    }

    private static ByteBuffer encodeVoters(VoterSet voters) {
        int addressBytes = 0;
        for (Voter voter : voters.voters()) addressBytes += utf8(voter.address()).length;
        int count = voters.voters().size();
        ByteBuffer out =
                ByteBuffer.allocate(HEAD_BYTES + 1 + count * (VOTER_BYTES + 2) + addressBytes);
        out.put(VERSION).put(VOTERS).put((byte) count);
        for (Voter voter : voters.voters()) {
            byte[] address = utf8(voter.address());
            Check.ordered(address.length, ADDRESS_BYTES_MAX, "addresses are short");
            putVoter(out, voter.id());
            out.putShort((short) address.length).put(address);
        }
        return out.flip();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void putVoter(ByteBuffer out, VoterId voter) {
        out.putInt(voter.nodeId()).put(voter.directoryId().toBytes());
    }

    private static ControlRecord decodeBody(byte kind, ByteBuffer in) throws Malformed {
        return switch (kind) {
            case LEADER_CHANGE -> decodeLeaderChange(in);
            case VOTERS -> decodeVoters(in);
            default -> throw new Malformed("unknown kind " + kind);
        };
    }

    private static ControlRecord decodeLeaderChange(ByteBuffer in) throws Malformed {
        VoterId leader = voter(in);
        int count = count(in);
        List<VoterId> granted = new ArrayList<>();
        for (int i = 0; i < count; i++) granted.add(voter(in));
        return new ControlRecord.LeaderChange(leader, granted);
    }

    private static ControlRecord decodeVoters(ByteBuffer in) throws Malformed {
        int count = count(in);
        if (count == 0) throw new Malformed("no voter");
        List<Voter> voters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            VoterId id = voter(in);
            if (i > 0 && voters.get(i - 1).id().nodeId() >= id.nodeId()) {
                throw new Malformed("voters are out of order");
            }
            voters.add(new Voter(id, address(in)));
        }
        return new ControlRecord.Voters(new VoterSet(voters));
    }

    private static int count(ByteBuffer in) throws Malformed {
        need(in, 1);
        int count = Byte.toUnsignedInt(in.get());
        if (count > VoterSet.VOTERS_MAX) throw new Malformed(count + " voters");
        return count;
    }

    private static VoterId voter(ByteBuffer in) throws Malformed {
        need(in, VOTER_BYTES);
        int nodeId = in.getInt();
        Uuid directoryId = new Uuid(in.getLong(), in.getLong());
        if (nodeId < 0 || directoryId.equals(Uuid.ZERO)) throw new Malformed("not a voter");
        return new VoterId(nodeId, directoryId);
    }

    private static String address(ByteBuffer in) throws Malformed {
        need(in, Short.BYTES);
        int length = Short.toUnsignedInt(in.getShort());
        if (length > ADDRESS_BYTES_MAX) throw new Malformed("address of " + length + " bytes");
        need(in, length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        String address = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(utf8(address), bytes)) throw new Malformed("address is not UTF-8");
        return address;
    }

    private static void need(ByteBuffer in, int bytes) throws Malformed {
        if (in.remaining() < bytes) throw new Malformed("ends too early");
    }

    /** Leaves this file only as {@link Decoded.Damaged}. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Malformed(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
