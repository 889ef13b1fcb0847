import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Does something to a cluster, and says in a line of JSON what came of it. */
final class Faults {
    private static final int MISSED = 1;
    private static final int CANNOT = 3;

    private Faults() {}

    public static void main(String[] words) {
        Path skein = Path.of(words[0]);
        Path folder = Path.of(words[1]);
        int code = MISSED;
        try {
            Ground ground = new Ground(skein, folder);
            String network = words.length > 4 ? words[4] : "";
            if (run(ground, words[2], Integer.parseInt(words[3]), network)) code = 0;
        } catch (Cannot why) {
            System.err.println("faults: cannot be done here: " + why.getMessage());
            code = CANNOT;
        } catch (Failed why) {
            System.err.println("faults: " + why.getMessage());
            Logs.last(folder).forEach(System.err::println);
        } catch (Exception failed) {
            failed.printStackTrace();
        }
        System.exit(code);
    }

    private static boolean run(Ground ground, String fault, int times, String network)
            throws Exception {
        return switch (fault) {
            case "partition" -> partition(ground, new Networks(network), times);
            case "power-cut-all" -> powerCutAll(ground, times);
            case "add-broker" -> addBroker(ground);
            default -> onThisMachine(ground, fault, times);
        };
    }

    private static boolean onThisMachine(Ground ground, String fault, int times) throws Exception {
        try (Cluster cluster = Cluster.start(ground, Place.here(ground.folder()))) {
            return switch (fault) {
                case "kill-controller" -> new KillController(cluster).run(times);
                case "kill-leader" -> new KillLeader(cluster).run(times);
                case "kill-all" -> new AllDown(cluster, _ -> cluster.killAll()).run(fault, times);
                case "rolling-restart" -> new RollingRestart(cluster).run(times);
                case "replace-controller" -> new ReplaceController(cluster).run();
                default -> throw new IllegalArgumentException(fault);
            };
        }
    }

    private static boolean powerCutAll(Ground ground, int times) throws Exception {
        try (Disks disks = Disks.make(ground.folder());
                Cluster cluster = Cluster.start(ground, disks.places())) {
            AllDown.Blow cut = round -> cut(cluster, disks, round);
            return new AllDown(cluster, cut).run("power-cut-all", times);
        }
    }

    private static boolean partition(Ground ground, Networks networks, int times) throws Exception {
        try (Cluster cluster = Cluster.start(ground, networks.places(ground.folder()))) {
            return new Isolate(ground.folder(), cluster, networks).run(times);
        }
    }

    private static boolean addBroker(Ground ground) throws Exception {
        List<Place> places = new ArrayList<>(Place.here(ground.folder()));
        places.add(Place.here(ground.folder(), AddBroker.NODE));
        try (Cluster cluster = Cluster.start(ground, places)) {
            return new AddBroker(ground.folder(), cluster).run();
        }
    }

    /** Nobody may hear anything of a node whose power is gone, so they stand still first. */
    private static void cut(Cluster cluster, Disks disks, int round) throws IOException {
        cluster.pauseAll();
        disks.cut(round % 2 == 0 ? PowerCut.Journal.FLUSHED : PowerCut.Journal.LOST);
        cluster.killAll();
        disks.mountAgain();
    }

    /** What cannot go on. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String why) {
            super(why);
        }
    }

    /** What this machine, or this user, cannot do. */
    static final class Cannot extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cannot(String why) {
            super(why);
        }
    }
}
