package io.skein.benchmarks;

import com.google.protobuf.ByteString;
import io.skein.client.ConnectionSettings;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.client.admin.OffsetSpec;
import java.util.List;

/** Topics of one partition on the node that is measured. */
final class Topics implements AutoCloseable {
    private final Admin admin;

    Topics(String address) {
        admin = Admin.create(ConnectionSettings.DEFAULT.withBootstrap(List.of(address)));
    }

    /** Makes the topic; returns its id. */
    ByteString make(String name) {
        NewTopic topic = NewTopic.of(name).withPartitions(1);
        return admin.await(admin.calls().createTopic(topic, false)).getTopicId();
    }

    /** Throws unless exactly that many records can be read. */
    void requireRecords(String name, long count) {
        long stored = stored(name);
        if (count == 0) throw new BenchFailed("nothing was acknowledged");
        if (stored != count) {
            throw new BenchFailed(count + " records were acknowledged, " + stored + " are there");
        }
    }

    /** Throws unless at least that many records can be read. */
    void requireAtLeast(String name, long count) {
        long stored = stored(name);
        if (stored < count) {
            throw new BenchFailed(count + " records were acknowledged, " + stored + " are there");
        }
    }

    private long stored(String name) {
        var found =
                admin.await(admin.calls().listOffsets(name, List.of(0), new OffsetSpec.Latest()));
        return found.getOffsets(0).getOffset();
    }

    @Override
    public void close() {
        admin.close();
    }
}
