package io.skein.raft;

import io.skein.foundation.Check;
import io.skein.raft.FieldReader.Malformed;
import io.skein.raft.core.ControlRecord;
import io.skein.raft.core.LogPoint;
import io.skein.raft.core.Members;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot as bytes, big-endian: a head of a few hundred bytes, and what the state machine is to
 * begin with, which only that knows how to read. Both have a checksum; the head's covers the other.
 *
 * <pre>
 *  snapshot = head · content
 *  head     = version (1 B, always 1) · offset (8 B) · epoch (4 B) · count (1 B) · count × voters
 *               · length of the content (8 B) · CRC-32C of the content (4 B)
 *               · CRC-32C of the head so far (4 B)
 *  voters   = offset (8 B) · length (4 B) · record, see {@link ControlFormat}
 * </pre>
 */
public final class SnapshotFormat {
    /** No snapshot is longer, head included: it is read into memory whole. */
    public static final int BYTES_MAX = 1 << 30;

    /** Most voter sets that one may name: agreed is the last, and one more may be under way. */
    static final int MEMBERS_MAX = 64;

    private static final byte VERSION = 1;
    private static final int FIXED_BYTES = 30;
    private static final int VOTERS_FIXED_BYTES = 12;

    private SnapshotFormat() {}

    /** All that lies before {@code at}. The bytes of the content are those that were read. */
    public record Snapshot(LogPoint at, Members members, ByteBuffer content) {}

    /** What stands before the content; a new buffer, ready to be read. */
    public static ByteBuffer head(LogPoint at, Members members, ByteBuffer content) {
        Check.that(at.next() > 0, "a snapshot holds something");
        Check.ordered(members.history().size(), MEMBERS_MAX, "few voter sets count");
        List<ByteBuffer> voters = new ArrayList<>();
        int votersBytes = 0;
        for (Members.At each : members.history()) {
            Check.ordered(each.offset() + 1, at.next(), "a snapshot tells of what is before it");
            ByteBuffer record = ControlFormat.encode(each.named());
            votersBytes += VOTERS_FIXED_BYTES + record.remaining();
            voters.add(record);
        }
        long bytes = (long) FIXED_BYTES + votersBytes + content.remaining();
        Check.ordered(bytes, BYTES_MAX, "a snapshot fits into memory");
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + votersBytes);
        out.put(VERSION).putLong(at.next()).putInt(at.epoch()).put((byte) voters.size());
        for (int i = 0; i < voters.size(); i++) {
            ByteBuffer record = voters.get(i);
            out.putLong(members.history().get(i).offset()).putInt(record.remaining()).put(record);
        }
        out.putLong(content.remaining()).putInt(FieldReader.crc(content));
        out.putInt(FieldReader.crc(out.slice(0, out.position())));
        return out.flip();
    }

    /** Reads all that remains, and moves no position. */
    public static Decoded<Snapshot> decode(ByteBuffer bytes) {
        return FieldReader.whole(bytes, SnapshotFormat::read);
    }

    private static Snapshot read(FieldReader in) throws Malformed {
        byte version = in.oneByte();
        if (version != VERSION) throw new Malformed("unknown snapshot version " + version);
        LogPoint at = in.point();
        Members members = members(in, at);
        long length = in.offset();
        int crc = in.number();
        in.checksum();
        ByteBuffer content = in.bytes(length);
        if (FieldReader.crc(content) != crc) throw new Malformed("wrong checksum of the content");
        return new Snapshot(at, members, content);
    }

    private static Members members(FieldReader in, LogPoint at) throws Malformed {
        int count = Byte.toUnsignedInt(in.oneByte());
        if (count > MEMBERS_MAX) throw new Malformed(count + " voter sets");
        List<Members.At> history = new ArrayList<>();
        long from = 0;
        for (int i = 0; i < count; i++) {
            long offset = in.offset();
            if (offset < from || offset >= at.next()) throw new Malformed("voters at " + offset);
            history.add(new Members.At(offset, voters(in)));
            from = offset + 1;
        }
        return new Members(history);
    }

    private static ControlRecord.Voters voters(FieldReader in) throws Malformed {
        int length = in.number();
        if (length > ControlFormat.BYTES_MAX) throw new Malformed(length + " bytes of voters");
        return switch (ControlFormat.decode(in.bytes(length))) {
            case Decoded.Valid<ControlRecord>(ControlRecord.Voters voters) -> voters;
            case Decoded.Valid<ControlRecord> _ -> throw new Malformed("no voters");
            case Decoded.Damaged<ControlRecord>(String why) -> throw new Malformed(why);
        };
    }
}
