package io.skein.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.skein.protocol.v1.ProduceRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Between a batch and gRPC's own buffers there is no third place where its bytes ever are. */
final class FramedCopiesTest {
    private static final int BATCH_BYTES = 200_000;
    private static final FramedMarshaller<ProduceRequest> PRODUCE =
            new FramedMarshaller<>(ProduceRequest.getDefaultInstance(), 1 << 20);

    @Test
    void aBatchIsWrittenFromItsOwnMemory() throws IOException {
        byte[] memory = new byte[BATCH_BYTES + 300];
        ByteBuffer batch = ByteBuffer.wrap(memory, 100, BATCH_BYTES).slice();
        Network network = new Network();
        Framed<ProduceRequest> framed = Framed.of(ProduceRequest.getDefaultInstance(), batch);
        ((Drainable) PRODUCE.stream(framed)).drainTo(network);
        assertEquals(1, network.batches.size(), "in one piece");
        assertSame(memory, network.batches.get(0));
    }

    @Test
    void aBatchIsReadIntoItsOwnMemory() {
        ByteString batch = ByteString.copyFrom(new byte[BATCH_BYTES]);
        Arrival arrival =
                new Arrival(ProduceRequest.newBuilder().setBatch(batch).build().toByteArray());
        byte[] read = PRODUCE.parse(arrival).joined().array();
        assertEquals(BATCH_BYTES, read.length);
        assertTrue(arrival.targets.contains(read), "gRPC's stream has filled it");
    }

    /** Notes whose memory is written from. */
    private static final class Network extends OutputStream {
        final List<byte[]> batches = new ArrayList<>();

        @Override
        public void write(int one) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void write(byte[] from, int at, int length) {
            if (length == BATCH_BYTES) batches.add(from);
        }
    }

    /** Notes whose memory is read into. */
    private static final class Arrival extends FilterInputStream implements KnownLength {
        final Set<byte[]> targets = Collections.newSetFromMap(new IdentityHashMap<>());

        Arrival(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            targets.add(into);
            return super.read(into, at, length);
        }
    }
}
