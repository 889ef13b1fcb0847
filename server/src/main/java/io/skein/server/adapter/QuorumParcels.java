package io.skein.server.adapter;

import io.skein.raft.Parcel;
import io.skein.raft.core.Message;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Parcels on the wire: the node's number, then the message. */
public final class QuorumParcels implements MessageCodec<Parcel> {
    private final QuorumMessages messages = new QuorumMessages();

    @Override
    public byte[] encode(Parcel parcel) {
        byte[] message = messages.encode(parcel.message());
        return ByteBuffer.allocate(Integer.BYTES + message.length)
                .putInt(parcel.from())
                .put(message)
                .array();
    }

    @Override
    public Optional<Parcel> decode(byte[] bytes) {
        if (bytes.length < Integer.BYTES) return Optional.empty();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int from = in.getInt();
        if (from < 0) return Optional.empty();
        byte[] message = new byte[in.remaining()];
        in.get(message);
        Optional<Message> decoded = messages.decode(message);
        return decoded.map(one -> new Parcel(from, one));
    }
}
