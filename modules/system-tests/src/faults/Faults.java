import java.nio.file.Path;

/** Does something to a cluster, and says in a line of JSON what came of it. */
final class Faults {
    private static final int MISSED = 1;

    private Faults() {}

    public static void main(String[] words) {
        Path skein = Path.of(words[0]);
        Path folder = Path.of(words[1]);
        int code = MISSED;
        try {
            Ground ground = new Ground(skein, folder);
            if (run(ground, words[2], Integer.parseInt(words[3]))) code = 0;
        } catch (Failed why) {
            System.err.println("faults: " + why.getMessage());
            Cluster.logs(folder).forEach(System.err::println);
        } catch (Exception failed) {
            failed.printStackTrace();
        }
        System.exit(code);
    }

    private static boolean run(Ground ground, String fault, int times) throws Exception {
        try (Cluster cluster = Cluster.start(ground, Place.here(ground.folder()))) {
            return switch (fault) {
                case "kill-controller" -> new KillController(cluster).run(times);
                case "kill-leader" -> new KillLeader(cluster).run(times);
                case "replace-controller" -> new ReplaceController(cluster).run();
                default -> throw new IllegalArgumentException(fault);
            };
        }
    }

    /** What cannot go on. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(String why) {
            super(why);
        }
    }
}
