package io.skein.scenarios.quorum;

import io.skein.foundation.Uuid;
import io.skein.raft.StateMachine;
import io.skein.raft.core.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A state machine that knows which records it has seen, in which places and order, and nothing
 * else: a rolling hash and a list of their ids. Owned by its {@link Life}, on the quorum lane.
 */
final class HashMachine implements StateMachine {
    private final Life life;
    private final List<Long> ids = new ArrayList<>();
    private long image;
    private long next;

    HashMachine(Life life) {
        this.life = life;
    }

    /** The id that a record begins with. */
    static long id(ByteBuffer record) {
        return record.getLong(record.position());
    }

    /** Everything before this has been applied. */
    long next() {
        return next;
    }

    int count() {
        return ids.size();
    }

    @Override
    public void onCommitted(List<Batch> batches, long before) {
        life.look();
        for (Batch batch : batches) {
            image = Chain.image(image, batch);
            if (batch.content() instanceof Batch.State(var records)) {
                for (ByteBuffer record : records) ids.add(id(record));
            }
        }
        next = before;
        life.ghost().applied(life, before, new Ghost.Applied(image, ids.size()));
    }

    @Override
    public void onFounded(Uuid clusterId) {
        life.ghost().founded(life, clusterId);
    }

    @Override
    public void onSnapshot(ByteBuffer content, long before) {
        ByteBuffer in = content.duplicate();
        image = in.getLong();
        ids.clear();
        while (in.hasRemaining()) ids.add(in.getLong());
        next = before;
        life.ghost().applied(life, before, new Ghost.Applied(image, ids.size()));
    }

    /** What a snapshot says of the state. */
    static long image(ByteBuffer content) {
        return content.getLong(content.position());
    }

    @Override
    public Supplier<ByteBuffer> snapshot() {
        long imageNow = image;
        List<Long> idsNow = List.copyOf(ids);
        return () -> {
            ByteBuffer content = ByteBuffer.allocate((1 + idsNow.size()) * Long.BYTES);
            content.putLong(imageNow);
            for (long id : idsNow) content.putLong(id);
            return content.flip();
        };
    }

    @Override
    public void onLeader(int epoch) {
        life.leads(epoch);
    }

    @Override
    public void onResigned(int epoch) {
        life.leadsNoMore();
    }
}
