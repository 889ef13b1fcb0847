package io.skein.raft;

import io.skein.foundation.Uuid;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.VoterId;
import io.skein.raft.core.VoterSet;
import io.skein.raft.core.VoterSet.Voter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads bytes that may be anything, field after field: never past their end, and never more than a
 * bound of ours allows, whatever they claim. Owned by one call.
 */
final class FieldReader {
    static final int VOTER_BYTES = 20;

    private final ByteBuffer in;

    /** Moves no position of {@code bytes}. */
    FieldReader(ByteBuffer bytes) {
        this.in = bytes.slice();
    }

    /** Leaves a format only as {@link Decoded.Damaged}. */
    static final class Malformed extends Exception {
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

    /** Some of a format. */
    @FunctionalInterface
    interface Fields<T> {
        T read(FieldReader in) throws Malformed;
    }

    /** Reads these fields and nothing behind them. */
    static <T> Decoded<T> whole(ByteBuffer bytes, Fields<T> fields) {
        try {
            FieldReader reader = new FieldReader(bytes);
            T value = fields.read(reader);
            reader.end();
            return new Decoded.Valid<>(value);
        } catch (Malformed malformed) {
            return new Decoded.Damaged<>(malformed.why());
        }
    }

    void end() throws Malformed {
        if (in.hasRemaining()) throw new Malformed("bytes are left over");
    }

    byte oneByte() throws Malformed {
        need(Byte.BYTES);
        return in.get();
    }

    int number() throws Malformed {
        need(Integer.BYTES);
        return in.getInt();
    }

    long offset() throws Malformed {
        need(Long.BYTES);
        long offset = in.getLong();
        if (offset < 0) throw new Malformed("offset " + offset);
        return offset;
    }

    /** Not the start of a log. */
    LogPoint point() throws Malformed {
        long next = offset();
        int epoch = number();
        if (next == 0 || epoch <= 0) throw new Malformed("no point behind an entry");
        return new LogPoint(next, epoch);
    }

    Uuid uuid() throws Malformed {
        need(2 * Long.BYTES);
        Uuid id = new Uuid(in.getLong(), in.getLong());
        if (id.equals(Uuid.ZERO)) throw new Malformed("an id of zeros");
        return id;
    }

    int nodeId() throws Malformed {
        int nodeId = number();
        if (nodeId < 0) throw new Malformed("node id " + nodeId);
        return nodeId;
    }

    /** Some, at most as many as a quorum may have, and rising. */
    List<Integer> nodeIds() throws Malformed {
        int count = voterCount();
        if (count == 0) throw new Malformed("no node");
        List<Integer> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int node = nodeId();
            if (i > 0 && nodes.getLast() >= node) throw new Malformed("nodes are out of order");
            nodes.add(node);
        }
        return nodes;
    }

    VoterId voter() throws Malformed {
        return new VoterId(nodeId(), uuid());
    }

    /** As many as a quorum may have, in any order. */
    List<VoterId> voters() throws Malformed {
        int count = voterCount();
        List<VoterId> voters = new ArrayList<>();
        for (int i = 0; i < count; i++) voters.add(voter());
        return voters;
    }

    VoterSet voterSet() throws Malformed {
        int count = voterCount();
        if (count == 0) throw new Malformed("no voter");
        List<Voter> voters = new ArrayList<>();
        for (int i = 0; i < count; i++) voters.add(new Voter(voter(), address()));
        rising(voters.stream().map(Voter::id).toList());
        return new VoterSet(voters);
    }

    static void rising(List<VoterId> voters) throws Malformed {
        for (int i = 1; i < voters.size(); i++) {
            boolean rises = voters.get(i - 1).nodeId() < voters.get(i).nodeId();
            if (!rises) throw new Malformed("voters are out of order");
        }
    }

    private int voterCount() throws Malformed {
        int count = Byte.toUnsignedInt(oneByte());
        if (count > VoterSet.VOTERS_MAX) throw new Malformed(count + " voters");
        return count;
    }

    private String address() throws Malformed {
        need(Short.BYTES);
        int length = Short.toUnsignedInt(in.getShort());
        if (length > Voter.ADDRESS_BYTES_MAX)
            throw new Malformed("address of " + length + " bytes");
        byte[] bytes = new byte[length];
        bytes(length).get(bytes);
        String address = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(address.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new Malformed("address is not UTF-8");
        }
        return address;
    }

    /** A view of the next so many bytes. */
    ByteBuffer bytes(long length) throws Malformed {
        need(length);
        ByteBuffer view = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return view;
    }

    /** The checksum of all that was read so far comes next. */
    void checksum() throws Malformed {
        int right = crc(in.slice(0, in.position()));
        if (number() != right) throw new Malformed("wrong checksum");
    }

    /** CRC-32C of what remains; moves no position. */
    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    private void need(long bytes) throws Malformed {
        if (bytes < 0 || in.remaining() < bytes) throw new Malformed("ends too early");
    }
}
