package io.skein.server.adapter;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skein.protocol.internal.v1.ForwardBeat;
import io.skein.protocol.internal.v1.ForwardEntry;
import io.skein.protocol.internal.v1.ForwardRunOver;
import io.skein.protocol.internal.v1.ForwardWelcome;
import io.skein.server.broker.forward.ForwardMessage;
import io.skein.server.broker.forward.ForwardMessage.Asked;
import io.skein.server.broker.forward.ForwardMessage.Told;
import java.util.Optional;

/** What nodes that pass requests on and leaders of partitions say to each other, on the wire. */
public final class ForwardCodec implements MessageCodec<ForwardMessage> {
    @Override
    public byte[] encode(ForwardMessage message) {
        ForwardEntry.Builder entry = ForwardEntry.newBuilder();
        switch (message) {
            case ForwardMessage.Welcome() -> entry.setWelcome(ForwardWelcome.getDefaultInstance());
            case Asked asked -> ForwardAsks.write(asked, entry);
            case Told(long id, var answer) -> ForwardAnswers.write(answer, entry.setRequestId(id));
            case ForwardMessage.RunOver(long run) ->
                    entry.setRunOver(ForwardRunOver.newBuilder().setRun(run));
            case ForwardMessage.Beat() -> entry.setBeat(ForwardBeat.getDefaultInstance());
        }
        return entry.build().toByteArray();
    }

    @Override
    public Optional<ForwardMessage> decode(byte[] bytes) {
        try {
            return read(ForwardEntry.parseFrom(bytes));
        } catch (InvalidProtocolBufferException broken) {
            return Optional.empty();
        }
    }

    private static Optional<ForwardMessage> read(ForwardEntry entry) {
        long id = entry.getRequestId();
        return switch (entry.getContentCase()) {
            case WELCOME -> Optional.of(new ForwardMessage.Welcome());
            case BEAT -> Optional.of(new ForwardMessage.Beat());
            case RUN_OVER -> Optional.of(new ForwardMessage.RunOver(entry.getRunOver().getRun()));
            case APPEND, READ, BOUNDS, TIME, DELETION ->
                    ForwardAsks.read(entry).map(asked -> asked);
            case REFUSED, APPENDED, BATCHES, OFFSETS, FOUND, DELETED ->
                    ForwardAnswers.read(entry).map(answer -> new Told(id, answer));
            case CONTENT_NOT_SET -> Optional.empty();
        };
    }
}
