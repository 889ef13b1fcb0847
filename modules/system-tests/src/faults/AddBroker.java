import io.skein.protocol.v1.PartitionDescription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Whether clients notice anything when a fourth node joins and is given its share: by the commands
 * that whoever runs the cluster would type.
 */
final class AddBroker {
    /** The node that joins. */
    static final int NODE = 4;

    private static final double MILLI = 1e6;
    private static final int PARTITIONS = 6;
    private static final int WRITERS = 3;

    private static final Writer.Pace PACE =
            new Writer.Pace(10_000_000, 1, 200, Duration.ofSeconds(60));

    private final Path folder;
    private final Cluster cluster;

    AddBroker(Path folder, Cluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    boolean run() throws Exception {
        Account account;
        double joined;
        double moved;
        InSyncSets sets;
        List<PartitionDescription> shares;
        try (Traffic traffic = Traffic.begin(cluster, PARTITIONS, WRITERS, PACE)) {
            traffic.awaitFlow();
            long began = System.nanoTime();
            cluster.startAgain(NODE);
            long there = System.nanoTime();
            joined = (there - began) / MILLI;
            System.err.printf("node %d joined within %.0f ms%n", NODE, joined);
            move();
            moved = (System.nanoTime() - there) / MILLI;
            System.err.printf("partitions were moved to it within %.0f ms%n", moved);
            traffic.awaitFlow();
            traffic.chronicle().calmSince(began);
            shares = cluster.awaitInSync(traffic.topic());
            sets = InSyncSets.read(cluster, Cluster.NUMBERS.getFirst(), traffic.topic());
            account = traffic.end();
        }
        long held = shares.stream().filter(AddBroker::isHeld).count();
        long led = shares.stream().filter(each -> each.getLeaderNodeId() == NODE).count();
        int nodes = Cluster.NODES + 1;
        Result result =
                Result.of("add-broker")
                        .millis("joined", joined)
                        .millis("moved", moved)
                        .least("held", held, PARTITIONS * Cluster.NODES / nodes)
                        .least("led", led, PARTITIONS / nodes)
                        .number("leaders_changed", sets.leaders())
                        .none("in_sync_below_min", sets.below(Topic.MIN_IN_SYNC));
        return account.unnoticed(result).print();
    }

    private static boolean isHeld(PartitionDescription partition) {
        return partition.getReplicasList().contains(NODE);
    }

    private void move() throws Exception {
        Commands skein = cluster.commands();
        String plan =
                skein.run("reassign", "plan", "--add-broker", Integer.toString(NODE), "-o", "json");
        Path file = Files.writeString(folder.resolve("plan.json"), plan);
        System.err.print(skein.run("reassign", "execute", file.toString()));
        System.err.print(skein.run("reassign", "status", "--wait"));
    }
}
