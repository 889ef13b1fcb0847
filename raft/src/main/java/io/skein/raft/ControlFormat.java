package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.raft.FieldReader.Malformed;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The quorum's own records as bytes, big-endian. The log around them has the checksum.
 *
 * <pre>
 *  record        = version (1 B, always 1) · kind (1 B) · body
 *  kind 1        = leader change: voter · count (1 B) · count × voter that granted
 *  kind 2        = voters: count (1 B) · count × (voter · length (2 B) · address in UTF-8)
 *  kind 3        = cluster founded: cluster id (16 B)
 *  kind 4        = voters, and others to come back: count (1 B) · count × node id (4 B) · as kind 2
 *  voter         = node id (4 B) · directory id (16 B)
 * </pre>
 */
public final class ControlFormat {
    private static final byte VERSION = 1;
    private static final byte LEADER_CHANGE = 1;
    private static final byte VOTERS = 2;
    private static final byte CLUSTER_FOUNDED = 3;
    private static final byte VOTERS_AND_REPLACED = 4;
    private static final int HEAD_BYTES = 2;
    private static final int UUID_BYTES = 16;

    /** No record is longer. */
    static final int BYTES_MAX =
            HEAD_BYTES
                    + 2
                    + VoterSet.VOTERS_MAX
                            * (Integer.BYTES
                                    + FieldReader.VOTER_BYTES
                                    + Short.BYTES
                                    + Voter.ADDRESS_BYTES_MAX);

    private ControlFormat() {}

    /** A new buffer, ready to be read. */
    public static ByteBuffer encode(ControlRecord record) {
        return switch (record) {
            case ControlRecord.LeaderChange change -> encodeLeaderChange(change);
            case ControlRecord.ClusterFounded founded ->
                    head(CLUSTER_FOUNDED, UUID_BYTES).put(founded.clusterId().toBytes()).flip();
            case ControlRecord.Voters(VoterSet voters, List<Integer> replaced) ->
                    encodeVoters(voters, replaced);
        };
    }

    private static ByteBuffer head(byte kind, int bodyBytes) {
        return ByteBuffer.allocate(HEAD_BYTES + bodyBytes).put(VERSION).put(kind);
    }

    private static ByteBuffer encodeLeaderChange(ControlRecord.LeaderChange change) {
        int count = change.granted().size();
        Check.ordered(count, VoterSet.VOTERS_MAX, "all who grant are voters");
        ByteBuffer out = head(LEADER_CHANGE, 1 + (1 + count) * FieldReader.VOTER_BYTES);
        put(out, change.leader());
        out.put((byte) count);
        change.granted().forEach(voter -> put(out, voter));
        return out.flip();
    }

    private static ByteBuffer encodeVoters(VoterSet voters, List<Integer> replaced) {
        int addressBytes = 0;
        for (Voter voter : voters.voters()) addressBytes += utf8(voter.address()).length;
        int count = voters.voters().size();
        int votersBytes = 1 + count * (FieldReader.VOTER_BYTES + Short.BYTES) + addressBytes;
        ByteBuffer out;
        if (replaced.isEmpty()) {
            out = head(VOTERS, votersBytes);
        } else {
            int replacedBytes = 1 + replaced.size() * Integer.BYTES;
            out = head(VOTERS_AND_REPLACED, replacedBytes + votersBytes);
            out.put((byte) replaced.size());
            replaced.forEach(out::putInt);
        }
        out.put((byte) count);
        for (Voter voter : voters.voters()) {
            byte[] address = utf8(voter.address());
            Check.ordered(address.length, Voter.ADDRESS_BYTES_MAX, "addresses are short");
            put(out, voter.id());
            out.putShort((short) address.length).put(address);
        }
        return out.flip();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void put(ByteBuffer out, VoterId voter) {
        out.putInt(voter.nodeId()).put(voter.directoryId().toBytes());
    }

    /** Reads all that remains, and moves no position. */
    public static Decoded<ControlRecord> decode(ByteBuffer bytes) {
        return FieldReader.whole(bytes, ControlFormat::read);
    }

    private static ControlRecord read(FieldReader in) throws Malformed {
        byte version = in.oneByte();
        if (version != VERSION) throw new Malformed("unknown version " + version);
        byte kind = in.oneByte();
        return switch (kind) {
            case LEADER_CHANGE -> new ControlRecord.LeaderChange(in.voter(), in.voters());
            case VOTERS -> new ControlRecord.Voters(in.voterSet());
            case CLUSTER_FOUNDED -> new ControlRecord.ClusterFounded(in.uuid());
            case VOTERS_AND_REPLACED -> votersAndReplaced(in);
            default -> throw new Malformed("unknown kind " + kind);
        };
    }

    private static ControlRecord votersAndReplaced(FieldReader in) throws Malformed {
        List<Integer> replaced = in.nodeIds();
        return new ControlRecord.Voters(in.voterSet(), replaced);
    }
}
