import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;
import io.skein.scenarios.history.ops.History;
import io.skein.scenarios.history.ops.Op;
import io.skein.scenarios.history.ops.Outcome;
import io.skein.scenarios.history.ops.Producer;
import io.skein.scenarios.history.ops.Reads;
import io.skein.scenarios.history.ops.Span;
import io.skein.scenarios.history.ops.Told;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients of another process did, as bytes. Their times are from the same clock: that of the
 * machine.
 */
final class Letters {
    private static final int SEND = 1;
    private static final int POLL = 2;
    private static final int LIST = 3;
    private static final int SEEK = 4;

    private Letters() {}

    static void write(History history, DataOutput to) throws IOException {
        to.writeInt(history.ops().size());
        for (Op op : history.ops()) write(op, to);
    }

    private static void write(Op op, DataOutput to) throws IOException {
        switch (op) {
            case Op.Send send -> {
                begin(SEND, send.span(), send.home(), to);
                to.writeLong(send.value());
                to.writeLong(send.offset());
            }
            case Op.Poll poll -> {
                begin(POLL, poll.span(), poll.home(), to);
                to.writeLong(poll.position());
                to.writeInt(poll.reads().size());
                for (int i = 0; i < poll.reads().size(); i++) record(poll.reads(), i, to);
            }
            case Op.ListOffsets list -> {
                begin(LIST, list.span(), list.home(), to);
                to.writeLong(list.told().highWatermark());
            }
            case Op.Seek seek -> {
                begin(SEEK, seek.span(), seek.home(), to);
                to.writeLong(seek.offset());
            }
            case Op.OpenProducer _, Op.DeleteRecords _, Op.Own _, Op.Release _ -> throw odd(op);
            case Op.Commit _, Op.FetchCommitted _, Op.OnTopic _, Op.DescribeConfig _ ->
                    throw odd(op);
        }
    }

    private static IllegalArgumentException odd(Op op) {
        return new IllegalArgumentException("no client here does that: " + op);
    }

    private static void begin(int kind, Span span, PartitionId home, DataOutput to)
            throws IOException {
        to.writeByte(kind);
        to.writeInt(span.process());
        to.writeLong(span.invokedNanos());
        to.writeLong(span.completedNanos());
        to.writeByte(span.outcome().ordinal());
        to.writeUTF(span.error());
        to.writeLong(home.topic().high());
        to.writeLong(home.topic().low());
        to.writeInt(home.number());
    }

    private static void record(Reads reads, int at, DataOutput to) throws IOException {
        to.writeLong(reads.offset(at));
        to.writeLong(reads.value(at));
        to.writeBoolean(reads.isIntact(at));
    }

    static List<Op> read(DataInput from) throws IOException {
        int count = from.readInt();
        List<Op> ops = new ArrayList<>();
        for (int i = 0; i < count; i++) ops.add(readOp(from));
        return ops;
    }

    private static Op readOp(DataInput from) throws IOException {
        int kind = from.readByte();
        Span span =
                new Span(
                        from.readInt(),
                        from.readLong(),
                        from.readLong(),
                        Outcome.values()[from.readByte()],
                        from.readUTF());
        PartitionId home =
                new PartitionId(new Uuid(from.readLong(), from.readLong()), from.readInt());
        return switch (kind) {
            case SEND -> {
                Producer producer = new Producer(span.process(), 0);
                yield new Op.Send(span, home, from.readLong(), 1, from.readLong(), producer);
            }
            case POLL -> new Op.Poll(span, home, "", from.readLong(), Told.NOTHING, reads(from));
            case LIST -> new Op.ListOffsets(span, home, new Told(Op.UNTOLD, from.readLong()));
            case SEEK -> new Op.Seek(span, home, from.readLong());
            default -> throw new IOException("there is no operation " + kind);
        };
    }

    private static Reads reads(DataInput from) throws IOException {
        int count = from.readInt();
        Reads.Builder reads = new Reads.Builder();
        for (int i = 0; i < count; i++) {
            reads.add(from.readLong(), from.readLong(), 0, from.readBoolean());
        }
        return reads.build();
    }
}
