import io.skein.protocol.v1.PartitionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Clients that write, read and ask while nodes come and go. What they did is judged in the end, by
 * what each node has on its disk then.
 */
final class Traffic implements AutoCloseable {
    private static final int READER = 2;

    /** That of the first writer. */
    private static final int WRITERS = 300;

    /** That of the asker, and the number of the node that was asked. */
    private static final int ASKERS = 100;

    private final Cluster cluster;
    private final Scene scene;
    private final List<Writer> writers = new ArrayList<>();
    private final Reader reader;
    private final Asker asker;

    private Traffic(Cluster cluster, Scene scene) {
        this.cluster = cluster;
        this.scene = scene;
        this.reader = Reader.begin(READER, scene);
        this.asker = Asker.begin(ASKERS, scene, cluster::callers);
    }

    /** One writer, and a topic of so many partitions for it. */
    static Traffic begin(Cluster cluster, int partitions, Writer.Pace pace) {
        return begin(cluster, partitions, 1, pace);
    }

    /** Several writers, all to all of so many partitions. */
    static Traffic begin(Cluster cluster, int partitions, int writers, Writer.Pace pace) {
        Topic topic = Topic.make(cluster, partitions);
        Scene scene = new Scene(topic, cluster.addresses(), new Chronicle());
        Traffic traffic = new Traffic(cluster, scene);
        for (int i = 0; i < writers; i++) {
            traffic.writers.add(Writer.begin(WRITERS + i, scene, pace));
        }
        return traffic;
    }

    /** Whoever asks that node how far it can be read. */
    static int asker(int node) {
        return ASKERS + node;
    }

    Topic topic() {
        return scene.topic();
    }

    Chronicle chronicle() {
        return scene.chronicle();
    }

    /** All is well, and each partition takes records. */
    void awaitFlow() throws InterruptedException {
        cluster.awaitWhole();
        cluster.awaitInSync(topic());
        chronicle().awaitFlow(topic());
    }

    /** Ends it, stops the cluster in order, and reads every copy from its start to its end. */
    Account end() throws Exception {
        for (Writer each : writers) each.end();
        cluster.awaitWhole();
        List<PartitionDescription> holders = cluster.awaitInSync(topic());
        asker.close();
        reader.awaitAt(asker.ends());
        reader.close();
        // Not before: nobody has read further than that.
        SortedMap<Integer, Long> ends = asker.ends();
        cluster.stopAll();
        Copies copies = Copies.read(cluster, topic(), ends, holders);
        copies.replicas().forEach(chronicle()::replica);
        chronicle()
                .errors()
                .forEach((why, count) -> System.err.println(count + " records: " + why));
        return new Account(chronicle().history(), copies);
    }

    @Override
    public void close() throws InterruptedException {
        writers.forEach(Writer::close);
        reader.close();
        asker.close();
    }
}
