import java.util.SortedMap;

/**
 * Clients that write, read and ask while nodes come and go. What they did is judged in the end, by
 * what each node has on its disk then.
 */
final class Traffic implements AutoCloseable {
    private static final int WRITER = 1;
    private static final int READER = 2;

    /** That of the asker, and the number of the node that was asked. */
    private static final int ASKERS = 100;

    private final Cluster cluster;
    private final Scene scene;
    private final Writer writer;
    private final Reader reader;
    private final Asker asker;

    private Traffic(Cluster cluster, Scene scene, Writer.Pace pace) {
        this.cluster = cluster;
        this.scene = scene;
        this.writer = Writer.begin(WRITER, scene, pace);
        this.reader = Reader.begin(READER, scene);
        this.asker = Asker.begin(ASKERS, scene, cluster::callers);
    }

    /** Makes a topic of so many partitions for it. */
    static Traffic begin(Cluster cluster, int partitions, Writer.Pace pace) {
        Topic topic = Topic.make(cluster, partitions);
        return new Traffic(cluster, new Scene(topic, cluster.addresses(), new Chronicle()), pace);
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
        writer.end();
        cluster.awaitWhole();
        cluster.awaitInSync(topic());
        asker.close();
        reader.awaitAt(asker.ends());
        reader.close();
        // Not before: nobody has read further than that.
        SortedMap<Integer, Long> ends = asker.ends();
        cluster.stopAll();
        Copies copies = Copies.read(cluster, topic(), ends);
        copies.replicas().forEach(chronicle()::replica);
        chronicle()
                .errors()
                .forEach((why, count) -> System.err.println(count + " records: " + why));
        return new Account(chronicle().history(), copies);
    }

    @Override
    public void close() throws InterruptedException {
        writer.close();
        reader.close();
        asker.close();
    }
}
