import io.skein.client.TopicPartition;
import io.skein.client.admin.Admin;
import io.skein.client.admin.NewTopic;
import io.skein.foundation.PartitionId;
import io.skein.foundation.Uuid;

import java.util.List;
import java.util.stream.IntStream;

/** What clients write to and read from: each partition with a copy on every node. */
record Topic(String name, Uuid id, int partitions) {
    /** So many copies must be in sync for anything to be agreed. */
    static final int MIN_IN_SYNC = 2;

    /** Makes one. */
    static Topic make(Cluster cluster, int partitions) {
        String name = "written";
        try (Admin admin = Admin.create(cluster.connection())) {
            NewTopic topic =
                    NewTopic.of(name)
                            .withPartitions(partitions)
                            .withReplicationFactor(Cluster.NODES)
                            .withConfig("min.insync.replicas", Integer.toString(MIN_IN_SYNC));
            byte[] id =
                    admin.await(admin.calls().createTopic(topic, false)).getTopicId().toByteArray();
            return new Topic(name, Uuid.fromBytes(id).orElseThrow(), partitions);
        }
    }

    PartitionId home(int partition) {
        return new PartitionId(id, partition);
    }

    TopicPartition place(int partition) {
        return new TopicPartition(name, partition);
    }

    /** All partitions, by number. */
    List<TopicPartition> places() {
        return IntStream.range(0, partitions).mapToObj(this::place).toList();
    }
}
