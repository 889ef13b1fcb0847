package io.skein.server.broker.forward;

import io.skein.foundation.PartitionId;
import io.skein.foundation.world.Lane;
import io.skein.foundation.world.Transport.Connection;
import io.skein.foundation.world.Transport.Door;
import io.skein.foundation.world.Transport.Handler;
import io.skein.server.door.Answer;
import io.skein.server.door.PartitionReply;
import io.skein.server.door.PartitionRequest;
import java.util.function.Consumer;

/** The brokers that pass requests on to partitions of one lane. Owned by that lane. */
public final class Forwarders {
    /** As many brokers as a cluster may have, each with a few connections that are about to end. */
    static final int CONNECTIONS_MAX = 4_096;

    private final Lane lane;
    private final Here here;
    private int connections;

    /** The partitions of the lane. What is not led here is refused. */
    public interface Here {
        /** Answers once, on the lane, perhaps before this call returns. */
        <R extends PartitionReply> void ask(
                PartitionId partition, PartitionRequest<R> request, Consumer<Answer<R>> then);
    }

    public Forwarders(Lane lane, Here here) {
        this.lane = lane;
        this.here = here;
    }

    /** Where they come in. */
    public Door<ForwardMessage> door() {
        return new Door<>(lane, this::welcome);
    }

    private Handler<ForwardMessage> welcome(Connection<ForwardMessage> connection) {
        connections++;
        if (connections > CONNECTIONS_MAX) connection.close();
        else connection.send(new ForwardMessage.Welcome());
        return new Forwarder(this, connection);
    }

    Lane lane() {
        return lane;
    }

    Here here() {
        return here;
    }

    void gone() {
        connections--;
    }
}
